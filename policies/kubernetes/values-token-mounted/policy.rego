# METADATA
# title: The values of a chart mount the token of the service account again
# description: >-
#   Who breaks into the pod finds a key to the API of the cluster in its file system.
# custom:
#   id: values-token-mounted
#   category: kubernetes/sa-token
#   severity: medium
#   confidence: high
#   persona: essential
#   scope: document
#   platforms: [helm-values]
#   remedy: Put the setting back, unless the program talks to the API of the cluster.
# related_resources:
#   - ref: https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/#opt-out-of-api-credential-automounting
# schemas:
#   - input: schema.helm_values
package groundwire.kubernetes.values_token_mounted

import data.groundwire.lib.values

findings contains {"at": loss.path, "subject": values.dotted(loss.path), "message": message} if {
	some loss in values.losses
	loss.what == "no-token"
	message := sprintf("`%s` is no longer false: the token of the service account is mounted again, and with it whoever breaks in talks to the API of the cluster.", [values.dotted(loss.path)])
}
