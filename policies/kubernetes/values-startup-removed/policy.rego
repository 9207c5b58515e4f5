# METADATA
# title: A chart or custom resource loses its startup probe
# description: >-
#   While the program starts, its liveness probe counts against it: a slow start becomes a restart, again and again.
# custom:
#   id: values-startup-removed
#   category: kubernetes/missing-any-probe
#   severity: medium
#   confidence: high
#   persona: essential
#   scope: document
#   platforms: [helm-values, kubernetes]
#   remedy: Put the probe back, or give the liveness probe the time that the slowest start takes.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/
# schemas:
#   - input: schema.helm_values
package groundwire.kubernetes.values_startup_removed

import data.groundwire.lib.values

findings contains {"at": loss.path, "subject": values.dotted(loss.path), "message": message} if {
	some loss in values.losses
	loss.what == "startup"
	message := sprintf("The startup probe `%s` is gone; it was %s. A start that takes longer than the liveness probe allows ends in a restart now.", [values.dotted(loss.path), loss.was])
}
