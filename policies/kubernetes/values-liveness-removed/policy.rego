# METADATA
# title: A chart or custom resource loses its liveness probe
# description: >-
#   Without it a process that hangs is not restarted any more.
# custom:
#   id: values-liveness-removed
#   category: kubernetes/missing-liveness-probe
#   severity: high
#   confidence: high
#   persona: essential
#   scope: document
#   platforms: [helm-values, kubernetes]
#   remedy: Put the probe back.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/workloads/pods/probes/
# schemas:
#   - input: schema.helm_values
package groundwire.kubernetes.values_liveness_removed

import data.groundwire.lib.values

findings contains {"at": loss.path, "subject": values.dotted(loss.path), "message": message} if {
	some loss in values.losses
	loss.what == "liveness"
	message := sprintf("The liveness probe `%s` is gone; it was %s. Without it a process that hangs is not restarted any more.", [values.dotted(loss.path), loss.was])
}
