# METADATA
# title: A network policy covers no pods
# description: >-
#   The policy is there, and the traffic it should stop flows: its selector fits no pod of the workspace.
# custom:
#   id: network-policy-selects-nothing
#   category: kubernetes/network-policy
#   severity: low
#   confidence: low
#   persona: strict
#   scope: workspace
#   platforms: [kubernetes]
#   remedy: Give the policy the labels of the pods that it should cover.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/services-networking/network-policies/
# schemas:
#   - input: schema.kubernetes_workspace
package groundwire.kubernetes.network_policy_selects_nothing

import data.groundwire.lib.kubernetes as k8s

findings contains finding if {
	some policy in k8s.workspace_objects
	policy.kind == "NetworkPolicy"
	policy.group in {"networking.k8s.io", "extensions"}
	labels := policy.object.spec.podSelector.matchLabels
	not _covers_any(policy)
	nearest := [workload | some workload in k8s.workspace_workloads; k8s.is_near(policy, labels, workload)]
	count(nearest) > 0
	not k8s.may_be_made_by_operator(labels)
	finding := k8s.object_remark(policy, ["spec", "podSelector"], {"message": sprintf("The network policy `%s` covers no pods: it selects%s, and those of `%s` have%s.", [policy.name, k8s.labels_text(labels), nearest[0].name, k8s.labels_text(nearest[0].labels)])})
}

_covers_any(policy) if {
	some workload in k8s.workspace_workloads
	k8s.same_namespace(policy, workload)
	k8s.label_selector_matches(policy.object.spec.podSelector, workload.labels)
}
