# METADATA
# title: The requests in the values of a chart are gone
# description: >-
#   The scheduler puts the pod where there is no room, and it is the first to be evicted.
# custom:
#   id: values-requests-removed
#   category: kubernetes/missing-requests
#   severity: low
#   confidence: high
#   persona: recommended
#   scope: document
#   platforms: [helm-values]
#   remedy: Put the requests back.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/
# schemas:
#   - input: schema.helm_values
package groundwire.kubernetes.values_requests_removed

import data.groundwire.lib.values

findings contains {"at": loss.path, "subject": values.dotted(loss.path), "message": message} if {
	some loss in values.losses
	loss.what == "requests"
	message := sprintf("`%s` is gone: the scheduler takes the pod for one that needs nothing, and evicts it first.", [values.dotted(loss.path)])
}
