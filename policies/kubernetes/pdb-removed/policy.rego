# METADATA
# title: The disruption budget of a workload is gone
# description: >-
#   Until now a drain waited until the evicted pods ran elsewhere. Now it may take all of them at once.
# custom:
#   id: pdb-removed
#   category: kubernetes/missing-pdb
#   severity: high
#   confidence: high
#   persona: essential
#   scope: workspace
#   platforms: [kubernetes]
#   remedy: "Put the budget back: a PodDisruptionBudget with maxUnavailable 1 that selects the labels of the pods."
# related_resources:
#   - ref: https://kubernetes.io/docs/tasks/run-application/configure-pdb/
#   - ref: https://kubernetes.io/docs/concepts/workloads/pods/disruptions/
# schemas:
#   - input: schema.kubernetes_workspace
package groundwire.kubernetes.pdb_removed

import data.groundwire.lib.kubernetes as k8s

findings contains finding if {
	some workload in k8s.workspace_workloads
	workload.kind in k8s.replicated_kinds
	not _is_covered(workload)
	some former in k8s.former_workloads_like(workload)
	budgets := [budget | some budget in k8s.former_budgets; k8s.budget_covers(budget, former)]
	count(budgets) > 0
	not _is_one(workload)
	finding := k8s.object_remark(workload, ["metadata", "name"], {
		"message": sprintf("%s: a drain of the nodes may take all its pods at once.", [_what(budgets[0], workload)]),
		"severity": _severity(workload),
	})
}

# A budget of pods that an operator makes: its labels are those of the custom resource.
findings contains finding if {
	some budget in k8s.former_budgets
	labels := budget.object.spec.selector.matchLabels
	count(labels) > 0
	not _stays(budget)
	some entry in k8s.workspace_objects
	k8s.is_custom(entry.group)
	k8s.same_namespace(entry, budget)
	_runs_several(entry.object.spec)
	every key, value in labels {
		entry.object.metadata.labels[key] == value
	}
	finding := k8s.object_remark(entry, ["metadata", "name"], {
		"message": sprintf("The disruption budget of the %s `%s` is gone (it was `%s`): a drain of the nodes may take all its pods at once.", [entry.kind, entry.name, budget.name]),
		"severity": "medium",
		"confidence": "medium",
	})
}

_runs_several(spec) if spec.replicas > 1

_runs_several(spec) if spec.instances > 1

_stays(budget) if {
	some now in k8s.workspace_budgets
	now.object.spec.selector == budget.object.spec.selector
}

_is_covered(workload) if workload.document in k8s.covered_by_budgets

_is_one(workload) if k8s.least_pods(workload) < 2

_what(budget, workload) := sprintf("The disruption budget `%s` no longer selects the pods of `%s`", [budget.name, workload.name]) if {
	some now in k8s.workspace_budgets
	k8s.is_same_object(now, budget)
} else := sprintf("The disruption budget of `%s` is gone (it was `%s`)", [workload.name, budget.name])

_severity(workload) := "high" if {
	k8s.least_pods(workload) > 1
} else := "medium"
