# METADATA
# title: A disruption budget covers no pods
# description: >-
#   The budget is there, and a drain takes all pods at once all the same: its selector fits none of them.
# custom:
#   id: pdb-selects-nothing
#   category: kubernetes/pdb-misconfigured
#   severity: medium
#   confidence: low
#   persona: strict
#   scope: workspace
#   platforms: [kubernetes]
#   remedy: Give the budget the labels of the pods that it should cover.
# related_resources:
#   - ref: https://kubernetes.io/docs/tasks/run-application/configure-pdb/
# schemas:
#   - input: schema.kubernetes_workspace
package groundwire.kubernetes.pdb_selects_nothing

import data.groundwire.lib.kubernetes as k8s

findings contains finding if {
	some budget in k8s.workspace_budgets
	is_object(budget.object.spec.selector)
	labels := object.get(budget.object.spec.selector, "matchLabels", {})
	not _covers_any(budget)
	nearest := [workload | some workload in k8s.workspace_workloads; k8s.same_namespace(budget, workload); k8s.is_near(budget, labels, workload)]
	count(nearest) > 0
	not k8s.may_be_made_by_operator(labels)
	finding := k8s.object_remark(budget, ["spec", "selector"], {"message": sprintf("The budget `%s` covers no pods: it selects%s, and those of `%s` have%s.", [budget.name, k8s.labels_text(labels), nearest[0].name, k8s.labels_text(nearest[0].labels)])})
}

_covers_any(budget) if count(k8s.budget_pods(budget)) > 0
