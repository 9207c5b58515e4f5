# METADATA
# title: A disruption budget that allows no disruption
# description: >-
#   No pod may be evicted, so no node that runs one can be drained: the upgrade of the cluster hangs, or somebody
#   deletes the budget by hand.
# custom:
#   id: pdb-misconfigured
#   category: kubernetes/pdb-misconfigured
#   severity: medium
#   confidence: high
#   persona: essential
#   scope: workspace
#   platforms: [kubernetes]
#   remedy: "Let at least one pod be evicted: maxUnavailable 1, or minAvailable below the number of replicas."
# related_resources:
#   - ref: https://kubernetes.io/docs/tasks/run-application/configure-pdb/
#   - ref: https://kubernetes.io/docs/concepts/workloads/pods/disruptions/
# schemas:
#   - input: schema.kubernetes_workspace
package groundwire.kubernetes.pdb_misconfigured

import data.groundwire.lib.kubernetes as k8s

findings contains finding if {
	some budget in k8s.workspace_budgets
	some problem in _problems(budget.object.spec)
	finding := k8s.object_remark(budget, ["spec", problem.field], {
		"message": sprintf(problem.text, [budget.name]),
		"severity": problem.severity,
	})
}

findings contains finding if {
	some budget in k8s.workspace_budgets
	count(_problems(budget.object.spec)) == 0
	covered := [workload | some workload in k8s.budget_pods(budget); workload.kind in k8s.replicated_kinds]
	count(covered) > 0
	pods := sum([k8s.least_pods(workload) | some workload in covered])
	_all_known(covered)
	pods > 0
	needed := _needed(budget.object.spec.minAvailable, pods)
	needed >= pods
	finding := k8s.object_remark(budget, ["spec", "minAvailable"], {"message": sprintf("The budget `%s` wants `minAvailable: %v`, and `%s` has %d%s: none may be evicted, so its node cannot be drained.", [budget.name, budget.object.spec.minAvailable, covered[0].name, pods, _at_least(covered)])})
}

_all_known(covered) if {
	every workload in covered {
		is_number(k8s.least_pods(workload))
	}
}

_at_least(covered) := " at the least" if {
	some workload in covered
	count(k8s.scalers_of(workload)) > 0
} else := ""

# Percentages are rounded up.
_needed(least, _) := least if is_number(least)

_needed(least, pods) := ceil((_percent(least) * pods) / 100) if is_string(least)

_percent(text) := to_number(trim_suffix(text, "%")) if regex.match(`^[0-9]{1,3}%$`, text)

_problems(spec) := {problem | some problem in _possible; _has(problem.name, spec)}

_possible := [
	{"name": "both", "field": "maxUnavailable", "severity": "high", "text": "The API server refuses the budget `%s`: it may say `minAvailable` or `maxUnavailable`, not both."},
	{"name": "negative", "field": "maxUnavailable", "severity": "high", "text": "The API server refuses the budget `%s`: `maxUnavailable` is below 0."},
	{"name": "none", "field": "maxUnavailable", "severity": "medium", "text": "The budget `%s` lets no pod go: none may be evicted, so no node that runs one can be drained."},
	{"name": "all", "field": "minAvailable", "severity": "medium", "text": "The budget `%s` wants all pods available: none may be evicted, so no node that runs one can be drained."},
]

_has("both", spec) if {
	object.get(spec, "minAvailable", null) != null
	object.get(spec, "maxUnavailable", null) != null
}

_has("negative", spec) if {
	is_number(spec.maxUnavailable)
	spec.maxUnavailable < 0
}

_has("none", spec) if spec.maxUnavailable in {0, "0", "0%"}

_has("all", spec) if spec.minAvailable == "100%"
