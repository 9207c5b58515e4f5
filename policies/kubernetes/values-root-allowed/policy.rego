# METADATA
# title: A chart or custom resource allows root again
# description: >-
#   Whoever breaks into a process of root owns the container, and with one flaw of the kernel the node.
# custom:
#   id: values-root-allowed
#   category: kubernetes/run-as-root
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
package groundwire.kubernetes.values_root_allowed

import data.groundwire.lib.values

findings contains {"at": loss.path, "subject": values.dotted(loss.path), "message": message} if {
	some loss in values.losses
	loss.what == "non-root"
	message := sprintf("`%s` is no longer true: the container may run as root.", [values.dotted(loss.path)])
}
