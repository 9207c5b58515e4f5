# METADATA
# title: A rollout takes the service away
# description: >-
#   All pods end before new ones begin: each deployment is an outage, as long as the start takes.
# custom:
#   id: rollout-strategy
#   category: kubernetes/rollout-strategy
#   severity: medium
#   confidence: medium
#   persona: strict
#   scope: workspace
#   platforms: [kubernetes]
#   remedy: Use RollingUpdate with a maxUnavailable that leaves pods to answer.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#strategy
# schemas:
#   - input: schema.kubernetes_workspace
package groundwire.kubernetes.rollout_strategy

import data.groundwire.lib.kubernetes as k8s

findings contains finding if {
	some workload in k8s.workspace_workloads
	some problem in k8s.rollout_problems(workload.object)
	_matters(problem, workload)
	not _was_better(workload)
	finding := k8s.object_remark(workload, problem.at, {"message": sprintf(problem.text, [workload.name]), "severity": problem.severity})
}

# One pod with a volume of its own cannot stand beside its successor. Where no service leads to, nobody waits.
_matters(problem, workload) if {
	problem.name == "recreate"
	not _has_volume(workload)
	_serves(workload)
}

_matters(problem, _) if problem.name != "recreate"

_has_volume(workload) if {
	some volume in k8s.pod_spec(workload.object).volumes
	some kind in ["persistentVolumeClaim", "hostPath", "awsElasticBlockStore", "gcePersistentDisk", "azureDisk", "ephemeral"]
	volume[kind]
}

_serves(workload) if workload.object.spec.replicas > 1

_serves(workload) if workload.document in k8s.served_by_services

# Then another rule speaks.
_was_better(workload) if {
	former := k8s.former_object(workload)
	count(k8s.rollout_problems(former)) == 0
}
