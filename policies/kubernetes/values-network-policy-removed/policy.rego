# METADATA
# title: The network policy in the values of a chart is turned off
# description: >-
#   Every pod of the cluster can talk to these again.
# custom:
#   id: values-network-policy-removed
#   category: kubernetes/network-policy
#   severity: medium
#   confidence: high
#   persona: essential
#   scope: document
#   platforms: [helm-values]
#   remedy: Turn it on again.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/services-networking/network-policies/
# schemas:
#   - input: schema.helm_values
package groundwire.kubernetes.values_network_policy_removed

import data.groundwire.lib.values

findings contains {"at": loss.path, "subject": values.dotted(loss.path), "message": message} if {
	some loss in values.losses
	loss.what == "network-policy"
	message := sprintf("`%s` is turned off: every pod of the cluster can talk to these.", [values.dotted(loss.path)])
}
