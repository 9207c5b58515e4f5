# METADATA
# title: A chart or custom resource allows a process more rights than its parent
# description: >-
#   A program with the setuid bit turns a user without rights into root.
# custom:
#   id: values-escalation-allowed
#   category: kubernetes/privilege-escalation
#   severity: high
#   confidence: high
#   persona: essential
#   scope: document
#   platforms: [helm-values, kubernetes]
#   remedy: Put the setting back.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/security/pod-security-standards/
# schemas:
#   - input: schema.helm_values
package groundwire.kubernetes.values_escalation_allowed

import data.groundwire.lib.values

findings contains {"at": loss.path, "subject": values.dotted(loss.path), "message": message} if {
	some loss in values.losses
	loss.what == "no-escalation"
	message := sprintf("`%s` is no longer false: a program with the setuid bit makes its user root.", [values.dotted(loss.path)])
}
