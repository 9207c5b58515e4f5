# METADATA
# title: A service runs as one pod
# description: >-
#   Whatever ends the pod ends the service: an upgrade of its node, a crash, a full disk.
# custom:
#   id: single-replica
#   category: kubernetes/single-replica
#   severity: low
#   confidence: medium
#   persona: strict
#   scope: workspace
#   platforms: [kubernetes]
#   remedy: Run two replicas or more where the application allows it.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/workloads/controllers/deployment/
#   - ref: https://kubernetes.io/docs/concepts/workloads/pods/disruptions/
# schemas:
#   - input: schema.kubernetes_workspace
package groundwire.kubernetes.single_replica

import data.groundwire.lib.kubernetes as k8s

findings contains finding if {
	some workload in k8s.workspace_workloads
	workload.kind in {"Deployment", "DeploymentConfig", "ReplicaSet", "ReplicationController", "Rollout", "StatefulSet"}
	_is_one(workload)
	count(k8s.scalers_of(workload)) == 0
	not _was_more(workload)
	finding := k8s.object_remark(workload, ["spec", "replicas"], {"message": sprintf("`%s` runs as one pod%s: while it is moved or restarted, nobody answers.", [workload.name, _default_text(workload)])})
}

_is_one(workload) if workload.object.spec.replicas == 1

# One is the default; a set that is not written may be the choice of a tool, and a patch does not speak about it.
_is_one(workload) if {
	object.get(workload.object.spec, "replicas", null) == null
	workload.kind in {"Deployment", "DeploymentConfig"}
	k8s.is_whole_workload(workload.object)
}

_default_text(workload) := "" if workload.object.spec.replicas == 1

_default_text(workload) := ", since `replicas` is not written" if object.get(workload.object.spec, "replicas", null) == null

# Then another rule speaks.
_was_more(workload) if k8s.former_object(workload).spec.replicas > 1
