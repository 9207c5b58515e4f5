# METADATA
# title: The values of a chart make a container privileged
# description: >-
#   A privileged container has every right of its node: one flaw in it, and the node with all its pods is lost.
# custom:
#   id: values-privileged
#   category: kubernetes/privileged
#   severity: high
#   confidence: high
#   persona: essential
#   scope: document
#   platforms: [helm-values]
#   remedy: Take it away, and add the one capability that is needed.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/security/pod-security-standards/
# schemas:
#   - input: schema.helm_values
package groundwire.kubernetes.values_privileged

import data.groundwire.lib.values

findings contains {"at": setting.path, "subject": values.dotted(setting.path), "message": message} if {
	some setting in values.settings
	setting.key == "privileged"
	setting.value == true
	message := sprintf("`%s` gives the container every right of its node.", [values.dotted(setting.path)])
}
