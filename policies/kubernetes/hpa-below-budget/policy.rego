# METADATA
# title: At its minimum an autoscaler leaves no pod to evict
# description: >-
#   When the autoscaler has gone down to its minimum, the disruption budget forbids every eviction: nodes cannot be
#   drained in the quiet hours that upgrades are planned for.
# custom:
#   id: hpa-below-budget
#   category: kubernetes/hpa
#   severity: low
#   confidence: high
#   persona: strict
#   scope: workspace
#   platforms: [kubernetes]
#   remedy: Set minReplicas above the budget's minAvailable.
# related_resources:
#   - ref: https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/
#   - ref: https://kubernetes.io/docs/tasks/run-application/configure-pdb/
# schemas:
#   - input: schema.kubernetes_workspace
package groundwire.kubernetes.hpa_below_budget

import data.groundwire.lib.kubernetes as k8s

findings contains finding if {
	some workload in k8s.workspace_workloads
	some scaler in k8s.scalers_of(workload)
	least := scaler.object.spec[scaler.field]
	is_number(least)
	workload.document in k8s.covered_by_budgets
	some budget in k8s.workspace_budgets
	k8s.budget_covers(budget, workload)
	needed := _needed(budget.object.spec.minAvailable, least)
	needed >= least
	least > 0
	finding := k8s.object_remark(scaler, ["spec", scaler.field], {"message": sprintf("The autoscaler `%s` goes down to %d pods, and the budget `%s` wants %v available: then none may be evicted.", [scaler.name, least, budget.name, budget.object.spec.minAvailable])})
}

_needed(least, _) := least if is_number(least)

# Percentages are rounded up.
_needed(least, pods) := ceil((to_number(trim_suffix(least, "%")) * pods) / 100) if {
	is_string(least)
	regex.match(`^[0-9]{1,3}%$`, least)
}
