# METADATA
# title: Pods taken out of their network policy
# description: >-
#   The pods were closed but for those who had to reach them, and are open to every pod of the cluster now.
# custom:
#   id: network-policy-lost
#   category: kubernetes/network-policy
#   severity: high
#   confidence: medium
#   persona: essential
#   scope: workspace
#   platforms: [kubernetes]
#   remedy: Put the policy back, or let its selector match the labels of the pods.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/services-networking/network-policies/
# schemas:
#   - input: schema.kubernetes_workspace
package groundwire.kubernetes.network_policy_lost

import data.groundwire.lib.kubernetes as k8s

findings contains k8s.object_remark(workload, ["metadata", "name"], {"message": sprintf("The NetworkPolicy `%s` no longer covers the pods of `%s`%s: every pod of the cluster reaches them on every port.", [lost.name, workload.name, _how(lost)])}) if {
	some workload in k8s.workspace_workloads
	object.get(k8s.pod_spec(workload.object), "hostNetwork", false) != true
	count([policy | some policy in _policies(k8s.workspace_objects); _selects(policy, workload)]) == 0
	some former in k8s.former_workloads
	k8s.is_same_object(former, workload)
	lost := [policy | some policy in _policies(k8s.former_objects); _selects(policy, former)][0]
}

_how(lost) := " (it selects others now)" if {
	some policy in _policies(k8s.workspace_objects)
	k8s.is_same_object(policy, lost)
} else := " (it is gone)"

_policies(objects) := [entry | some entry in objects; entry.kind == "NetworkPolicy"; entry.group in {"networking.k8s.io", "extensions"}]

_selects(policy, workload) if {
	k8s.same_namespace(policy, workload)
	k8s.label_selector_matches(_selector(policy.object), workload.labels)
}

# None at all selects every pod.
_selector(policy) := selector if {
	selector := object.get(policy, ["spec", "podSelector"], {})
	selector != null
} else := {}
