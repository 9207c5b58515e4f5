# METADATA
# title: Network policy that selects no pod
# description: >-
#   A policy whose selector matches nothing protects nothing, and nobody notices: the pods that it was meant for
#   stay open.
# custom:
#   id: network-policy-dangling
#   category: kubernetes/network-policy
#   severity: medium
#   confidence: medium
#   persona: recommended
#   scope: workspace
#   platforms: [kubernetes]
#   remedy: Let podSelector match the labels of the pod template.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/services-networking/network-policies/
# schemas:
#   - input: schema.kubernetes_workspace
package groundwire.kubernetes.network_policy_dangling

import data.groundwire.lib.kubernetes as k8s

findings contains k8s.object_remark(policy, ["spec", "podSelector"], {
	"message": sprintf("The NetworkPolicy `%s` selects no pod of this directory (%s): the pods that it is meant for stay open.", [policy.name, concat(", ", sort(_wanted(policy.object)))]),
	"related": _candidates(policy),
}) if {
	some policy in _policies(k8s.workspace_objects)
	count(_candidates(policy)) > 0
	count(_wanted(policy.object)) > 0
	count([workload | some workload in k8s.workspace_workloads; _selects(policy, workload)]) == 0
	not _is_for_operator(policy)
}

# An operator makes the pods, with the labels of its own object or named after it.
_is_for_operator(policy) if {
	some entry in k8s.workspace_objects
	contains(entry.group, ".")
	not endswith(entry.group, ".k8s.io")
	_goes_with(policy, entry)
}

_goes_with(policy, entry) if k8s.label_selector_matches(_selector(policy.object), object.get(entry.object, ["metadata", "labels"], {}))

_goes_with(policy, entry) if {
	some value in policy.object.spec.podSelector.matchLabels
	value == entry.name
}

_wanted(policy) := {text | some key, value in policy.spec.podSelector.matchLabels; text := sprintf("`%s: %s`", [key, value])} | {text |
	some expression in policy.spec.podSelector.matchExpressions
	text := sprintf("`%s %s …`", [expression.key, expression.operator])
}

# The pods that it could be meant for.
_candidates(policy) := [{"document": workload.document, "at": ["metadata", "name"]} |
	some workload in k8s.workspace_workloads
	k8s.same_namespace(policy, workload)
]

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
