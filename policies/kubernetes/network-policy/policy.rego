# METADATA
# title: Pods that no network policy covers
# description: >-
#   Every pod of the cluster can reach these pods on every port, and they can reach everything: one taken-over pod
#   anywhere is next to them.
# custom:
#   id: network-policy
#   category: kubernetes/network-policy
#   severity: low
#   confidence: low
#   persona: strict
#   scope: workspace
#   platforms: [kubernetes]
#   remedy: Add a NetworkPolicy that selects the pods and names who may reach them.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/services-networking/network-policies/
# schemas:
#   - input: schema.kubernetes_workspace
package groundwire.kubernetes.network_policy

import data.groundwire.lib.kubernetes as k8s

findings contains k8s.object_remark(workload, ["metadata", "name"], {"message": sprintf("No NetworkPolicy selects the pods of `%s`%s: every pod of the cluster reaches them on every port.", [workload.name, _others])}) if {
	some workload in k8s.workspace_workloads
	_is_of_interest(workload)
	not _is_covered(workload, _here)
	not _was_covered(workload)
}

_is_of_interest(workload) if {
	k8s.is_whole_workload(workload.object)
	object.get(k8s.pod_spec(workload.object), "hostNetwork", false) != true
	not _other_kinds
}

# Policies of a network plugin select by rules of their own.
_other_kinds if {
	some entry in k8s.workspace_objects
	entry.kind in {"CiliumNetworkPolicy", "CiliumClusterwideNetworkPolicy", "GlobalNetworkPolicy", "AdminNetworkPolicy", "BaselineAdminNetworkPolicy"}
}

_other_kinds if {
	some entry in k8s.workspace_objects
	entry.kind == "NetworkPolicy"
	not entry.group in {"networking.k8s.io", "extensions"}
}

_here := _policies(k8s.workspace_objects)

_is_covered(workload, policies) if {
	some policy in policies
	_selects(policy, workload)
}

_was_covered(workload) if _is_covered(workload, _policies(k8s.former_objects))

_others := " of this directory" if count(_here) > 0

_others := "" if count(_here) == 0

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
