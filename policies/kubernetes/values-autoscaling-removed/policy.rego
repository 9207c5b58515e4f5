# METADATA
# title: Autoscaling in the values of a chart is turned off
# description: >-
#   Load that grows meets the pods that are there.
# custom:
#   id: values-autoscaling-removed
#   category: kubernetes/hpa
#   severity: medium
#   confidence: high
#   persona: essential
#   scope: document
#   platforms: [helm-values]
#   remedy: Turn it on again, or set the replicas that the highest load needs.
# related_resources:
#   - ref: https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/
# schemas:
#   - input: schema.helm_values
package groundwire.kubernetes.values_autoscaling_removed

import data.groundwire.lib.values

findings contains {"at": loss.path, "subject": values.dotted(loss.path), "message": message} if {
	some loss in values.losses
	loss.what == "autoscaling"
	message := sprintf("`%s` is turned off: under load nothing adds pods any more.", [values.dotted(loss.path)])
}
