# METADATA
# title: A chart or custom resource loses its requests
# description: >-
#   The scheduler puts the pod where there is no room, and it is the first to be evicted.
# custom:
#   id: values-requests-removed
#   category: kubernetes/missing-requests
#   severity: medium
#   confidence: high
#   persona: essential
#   scope: document
#   platforms: [helm-values, kubernetes]
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
	message := sprintf("`%s` is gone (it was %s): the scheduler takes the pod for one that needs nothing, and it is evicted first.", [values.dotted(loss.path), _asked(loss.was)])
}

_asked(requests) := concat(", ", [sprintf("%s %v", [resource, requests[resource]]) | some resource in ["cpu", "memory"]; requests[resource]])
