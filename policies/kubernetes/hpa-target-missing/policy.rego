# METADATA
# title: An autoscaler has no workload
# description: >-
#   The autoscaler finds nothing to scale: under load the workload stays as it is.
# custom:
#   id: hpa-target-missing
#   category: kubernetes/hpa
#   severity: medium
#   confidence: medium
#   persona: recommended
#   scope: workspace
#   platforms: [kubernetes]
#   remedy: Write the kind and the name of the workload into scaleTargetRef.
# related_resources:
#   - ref: https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/
# schemas:
#   - input: schema.kubernetes_workspace
package groundwire.kubernetes.hpa_target_missing

import data.groundwire.lib.kubernetes as k8s

findings contains finding if {
	some scaler in k8s.workspace_scalers
	is_string(scaler.target.name)
	not _found(scaler)
	there := {workload.name | some workload in k8s.workspace_workloads; workload.kind == scaler.target.kind; k8s.same_namespace(scaler, workload); workload.path == scaler.path}
	_is_evident(scaler, there)
	finding := k8s.object_remark(scaler, ["spec", "scaleTargetRef", "name"], object.union(
		{"message": sprintf("The autoscaler `%s` scales the %s `%s`, which is not here%s: under load nothing happens.", [scaler.name, scaler.target.kind, scaler.target.name, _others(there)])},
		_weight(scaler),
	))
}

_found(scaler) if scaler.document in k8s.scaling

# It was here before; or the same file holds workloads of its kind, and not this one.
_is_evident(scaler, _) if _was_there(scaler)

_is_evident(_, there) if count(there) > 0

_was_there(scaler) if {
	some workload in k8s.former_workloads
	k8s.scales(scaler, workload)
}

_others(there) := sprintf(" (`%s` is)", [concat("`, `", there)]) if {
	count(there) > 0
	count(there) < 4
} else := ""

_weight(scaler) := {"severity": "high", "confidence": "high"} if {
	_was_there(scaler)
} else := {"severity": "medium", "confidence": "medium"}
