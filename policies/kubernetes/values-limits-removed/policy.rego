# METADATA
# title: A chart or custom resource loses its memory limit
# description: >-
#   Without a limit one leak takes the memory of the node, and the kernel kills what it likes.
# custom:
#   id: values-limits-removed
#   category: kubernetes/missing-limits
#   severity: medium
#   confidence: high
#   persona: essential
#   scope: document
#   platforms: [helm-values, kubernetes]
#   remedy: Put the limit back, or set the one that is needed.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/
# schemas:
#   - input: schema.helm_values
package groundwire.kubernetes.values_limits_removed

import data.groundwire.lib.values

findings contains {"at": loss.path, "subject": values.dotted(loss.path), "message": message} if {
	some loss in values.losses
	loss.what == "memory-limit"
	message := sprintf("The memory limit `%s` is gone; it was %v. A leak takes the memory of the whole node again.", [values.dotted(loss.path), loss.was])
}
