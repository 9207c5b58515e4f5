# METADATA
# title: The values of a chart put pods into the namespaces of the node
# description: >-
#   A pod that shares network or processes of its node sees what other pods send and can end them.
# custom:
#   id: values-host-namespaces
#   category: kubernetes/host-namespaces
#   severity: high
#   confidence: medium
#   persona: essential
#   scope: document
#   platforms: [helm-values]
#   remedy: Turn it off; open the one port that is needed as a `hostPort`.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/security/pod-security-standards/
# schemas:
#   - input: schema.helm_values
package groundwire.kubernetes.values_host_namespaces

import data.groundwire.lib.values

findings contains {"at": setting.path, "subject": values.dotted(setting.path), "message": message} if {
	some setting in values.settings
	effect := _effects[setting.key]
	setting.value == true
	message := sprintf("`%s`: the pod shares %s of its node.", [values.dotted(setting.path), effect])
}

_effects := {"hostNetwork": "the network", "hostPID": "the processes", "hostIPC": "the memory"}
