# METADATA
# title: A workload went down to one pod
# description: >-
#   Until now a second pod answered while the first was moved or restarted. Now nobody does.
# custom:
#   id: replicas-lowered
#   category: kubernetes/single-replica
#   severity: high
#   confidence: high
#   persona: essential
#   scope: workspace
#   platforms: [kubernetes]
#   remedy: Keep two replicas or more.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/workloads/controllers/deployment/
#   - ref: https://kubernetes.io/docs/concepts/workloads/pods/disruptions/
# schemas:
#   - input: schema.kubernetes_workspace
package groundwire.kubernetes.replicas_lowered

import data.groundwire.lib.kubernetes as k8s

findings contains finding if {
	some workload in k8s.workspace_workloads
	workload.kind in k8s.replicated_kinds
	was := k8s.former_object(workload).spec.replicas
	was > 1
	now := object.get(workload.object.spec, "replicas", 1)
	now < 2
	not _is_scaled(workload, now)
	finding := k8s.object_remark(workload, ["spec", "replicas"], {
		"message": sprintf("`%s` goes from %d pods to %s.", [workload.name, was, _effect(workload, now)]),
		"severity": _severity(now),
		"fix": {"name": "set-field", "params": {"value": was, "safe": true}},
	})
}

findings contains finding if {
	some scaler in k8s.workspace_scalers
	was := k8s.former_object(scaler).spec[scaler.field]
	was > 1
	is_number(scaler.least)
	scaler.least < 2
	finding := k8s.object_remark(scaler, ["spec", scaler.field], {
		"message": sprintf("The autoscaler `%s` now goes down to %d instead of %d: in quiet hours whatever ends one pod ends the service.", [scaler.name, scaler.least, was]),
		"severity": "medium",
		"fix": {"name": "set-field", "params": {"value": was, "safe": true}},
	})
}

# A custom resource of which an operator makes the pods.
findings contains finding if {
	some entry in k8s.workspace_objects
	k8s.is_custom(entry.group)
	some field in ["replicas", "instances"]
	was := k8s.former_object(entry).spec[field]
	is_number(was)
	was > 1
	now := entry.object.spec[field]
	now in {0, 1}
	not entry.kind in k8s.replicated_kinds
	finding := k8s.object_remark(entry, ["spec", field], {
		"message": sprintf("The %s `%s` goes from %d pods to %d: while one is moved or restarted, no other answers.", [entry.kind, entry.name, was, now]),
		"severity": _severity(now),
		"fix": {"name": "set-field", "params": {"value": was, "safe": true}},
	})
}

# An autoscaler that keeps two takes over. It does not where the number is zero: then it is turned off.
_is_scaled(workload, now) if {
	now != 0
	some scaler in k8s.scalers_of(workload)
	scaler.least > 1
}

# A number that is no longer written is the one that the cluster has, as far as an autoscaler is concerned.
_is_scaled(workload, _) if {
	object.get(workload.object.spec, "replicas", null) == null
	count(k8s.scalers_of(workload)) > 0
}

_effect(_, 0) := "0: nobody answers any more"

_effect(workload, 1) := "1: while it is moved or restarted, nobody answers" if workload.object.spec.replicas == 1

_effect(workload, 1) := "1, the default: while it is moved or restarted, nobody answers" if object.get(workload.object.spec, "replicas", null) == null

_severity(0) := "medium"

_severity(1) := "high"
