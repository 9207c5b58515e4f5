# METADATA
# title: A chart or custom resource no longer spreads its pods
# description: >-
#   All replicas may land on one node, and fall with it.
# custom:
#   id: values-spread-removed
#   category: kubernetes/no-spread
#   severity: medium
#   confidence: high
#   persona: essential
#   scope: document
#   platforms: [helm-values, kubernetes]
#   remedy: Put the constraints back.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/
# schemas:
#   - input: schema.helm_values
package groundwire.kubernetes.values_spread_removed

import data.groundwire.lib.values

findings contains {"at": loss.path, "subject": values.dotted(loss.path), "message": message} if {
	some loss in values.losses
	loss.what == "spread"
	message := sprintf("`%s` is gone: all replicas may land on one node, and fall with it.", [values.dotted(loss.path)])
}
