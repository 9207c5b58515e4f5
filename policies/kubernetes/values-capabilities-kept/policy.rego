# METADATA
# title: A chart or custom resource no longer drops capabilities
# description: >-
#   The container keeps the rights that its runtime gives to all: to send raw packets, to own any file.
# custom:
#   id: values-capabilities-kept
#   category: kubernetes/capabilities
#   severity: medium
#   confidence: high
#   persona: essential
#   scope: document
#   platforms: [helm-values, kubernetes]
#   remedy: Put the setting back.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/security/pod-security-standards/
# schemas:
#   - input: schema.helm_values
package groundwire.kubernetes.values_capabilities_kept

import data.groundwire.lib.values

findings contains {"at": loss.path, "subject": values.dotted(loss.path), "message": message} if {
	some loss in values.losses
	loss.what == "dropped-capabilities"
	message := sprintf("`%s` is gone: the container keeps every capability that its runtime gives.", [values.dotted(loss.path)])
}
