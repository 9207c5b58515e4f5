# METADATA
# title: A workload has no disruption budget
# description: >-
#   A drain may take all its pods at once: an upgrade of the nodes is an outage.
# custom:
#   id: missing-pdb
#   category: kubernetes/missing-pdb
#   severity: low
#   confidence: medium
#   persona: strict
#   scope: workspace
#   platforms: [kubernetes]
#   remedy: Add a PodDisruptionBudget with maxUnavailable 1 that selects the labels of the pods.
# related_resources:
#   - ref: https://kubernetes.io/docs/tasks/run-application/configure-pdb/
#   - ref: https://kubernetes.io/docs/concepts/workloads/pods/disruptions/
# schemas:
#   - input: schema.kubernetes_workspace
package groundwire.kubernetes.missing_pdb

import data.groundwire.lib.kubernetes as k8s

findings contains finding if {
	some workload in k8s.workspace_workloads
	workload.kind in k8s.replicated_kinds
	k8s.is_whole_workload(workload.object)
	_runs_several(workload)
	not _is_covered(workload)
	not _was_covered(workload)
	finding := k8s.object_remark(workload, ["metadata", "name"], {
		"message": sprintf("No disruption budget covers `%s`%s: a drain of the nodes may take all its pods at once.", [workload.name, _nearest(workload)]),
		"severity": _severity(workload),
	})
}

_runs_several(workload) if k8s.least_pods(workload) > 1

_runs_several(workload) if not workload.object.spec.replicas

_is_covered(workload) if workload.document in k8s.covered_by_budgets

# Then another rule speaks.
_was_covered(workload) if {
	some former in k8s.former_workloads_like(workload)
	some budget in k8s.former_budgets
	k8s.budget_covers(budget, former)
}

_nearest(workload) := sprintf("; `%s` selects%s, and its pods have other labels", [budget.name, k8s.labels_text(object.get(budget.object.spec.selector, "matchLabels", {}))]) if {
	some budget in k8s.workspace_budgets
	budget.name in {workload.name, sprintf("%s-pdb", [workload.name])}
} else := ""

_severity(workload) := "medium" if {
	k8s.least_pods(workload) > 1
} else := "low"
