# METADATA
# title: The values of a chart let a rollout take pods away first
# description: >-
#   Old pods stop before new ones are ready: each rollout costs capacity, and with few replicas it is an outage.
# custom:
#   id: values-rollout-weakened
#   category: kubernetes/rollout-strategy
#   severity: medium
#   confidence: high
#   persona: essential
#   scope: document
#   platforms: [helm-values]
#   remedy: Put the zero back, so that new pods come first.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#rolling-update-deployment
# schemas:
#   - input: schema.helm_values
package groundwire.kubernetes.values_rollout_weakened

import data.groundwire.lib.values

findings contains {"at": loss.path, "subject": values.dotted(loss.path), "message": message} if {
	some loss in values.losses
	loss.what == "no-downtime"
	message := sprintf("`%s` was %v and is not any more: a rollout may stop old pods before new ones are ready.", [values.dotted(loss.path), loss.was])
}
