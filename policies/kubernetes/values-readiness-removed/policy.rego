# METADATA
# title: A chart or custom resource loses its readiness probe
# description: >-
#   Without it the Service sends it traffic before it can serve, and goes on when it no longer can.
# custom:
#   id: values-readiness-removed
#   category: kubernetes/missing-readiness-probe
#   severity: high
#   confidence: high
#   persona: essential
#   scope: document
#   platforms: [helm-values, kubernetes]
#   remedy: Put the probe back.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/workloads/pods/probes/
# schemas:
#   - input: schema.helm_values
package groundwire.kubernetes.values_readiness_removed

import data.groundwire.lib.values

findings contains {"at": loss.path, "subject": values.dotted(loss.path), "message": message} if {
	some loss in values.losses
	loss.what == "readiness"
	message := sprintf("The readiness probe `%s` is gone; it was %s. Without it the Service sends it traffic before it can serve, and goes on when it no longer can.", [values.dotted(loss.path), loss.was])
}
