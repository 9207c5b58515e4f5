# METADATA
# title: A chart or custom resource loses its seccomp profile
# description: >-
#   All calls of the kernel are open to the container, those with flaws too.
# custom:
#   id: values-seccomp-removed
#   category: kubernetes/seccomp
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
package groundwire.kubernetes.values_seccomp_removed

import data.groundwire.lib.values

findings contains {"at": loss.path, "subject": values.dotted(loss.path), "message": message} if {
	some loss in values.losses
	loss.what == "seccomp"
	message := sprintf("The seccomp profile `%s` is gone; it was %v. All calls of the kernel are open to the container.", [values.dotted(loss.path), loss.was])
}
