# METADATA
# title: A rollout now takes the service away
# description: >-
#   Until now old pods answered until new ones were ready. Now each deployment is an outage, as long as the start
#   takes.
# custom:
#   id: rollout-weakened
#   category: kubernetes/rollout-strategy
#   severity: high
#   confidence: high
#   persona: essential
#   scope: workspace
#   platforms: [kubernetes]
#   remedy: Keep the rolling update, or limit maxUnavailable.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#strategy
# schemas:
#   - input: schema.kubernetes_workspace
package groundwire.kubernetes.rollout_weakened

import data.groundwire.lib.kubernetes as k8s

findings contains finding if {
	some workload in k8s.workspace_workloads
	former := k8s.former_object(workload)
	k8s.pod_spec(former)
	count(k8s.rollout_problems(former)) == 0
	some problem in k8s.rollout_problems(workload.object)
	finding := k8s.object_remark(workload, problem.at, {
		"message": sprintf("%s Until now it was %s.", [sprintf(problem.text, [workload.name]), _former(former)]),
		"severity": _severity(workload),
	})
}

_former(former) := sprintf("RollingUpdate with `maxUnavailable: %v`", [former.spec.strategy.rollingUpdate.maxUnavailable]) if {
	former.spec.strategy.rollingUpdate.maxUnavailable
} else := "RollingUpdate"

# One pod is moved with a pause either way, unless a surge bridges it.
_severity(workload) := "medium" if {
	workload.object.spec.replicas == 1
} else := "high"
