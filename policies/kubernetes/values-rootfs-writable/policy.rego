# METADATA
# title: A chart or custom resource makes the root file system writable
# description: >-
#   What an attacker writes into the container stays and runs until it is replaced.
# custom:
#   id: values-rootfs-writable
#   category: kubernetes/writable-rootfs
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
package groundwire.kubernetes.values_rootfs_writable

import data.groundwire.lib.values

findings contains {"at": loss.path, "subject": values.dotted(loss.path), "message": message} if {
	some loss in values.losses
	loss.what == "read-only"
	message := sprintf("`%s` is no longer true: what breaks into the container can write its file system.", [values.dotted(loss.path)])
}
