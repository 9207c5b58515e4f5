# METADATA
# title: A workload does not select its own pods
# description: >-
#   The API server refuses a workload whose selector does not match the labels of its template.
# custom:
#   id: selector-mismatch
#   category: kubernetes/dangling-reference
#   severity: high
#   confidence: high
#   persona: essential
#   scope: document
#   platforms: [kubernetes]
#   remedy: Give the template all labels that the selector names.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#selector
# schemas:
#   - input: schema.kubernetes
package groundwire.kubernetes.selector_mismatch

import data.groundwire.lib.kubernetes as k8s

findings contains finding if {
	input.kind in {"Deployment", "StatefulSet", "DaemonSet", "ReplicaSet"}
	input.apiVersion == "apps/v1"
	k8s.is_whole_workload(input)
	count(k8s.containers(input)) > 0
	is_object(input.spec.selector)
	labels := object.get(input, ["spec", "template", "metadata", "labels"], {})
	not k8s.label_selector_matches(input.spec.selector, labels)
	finding := {
		"at": _place,
		"subject": k8s.subject(input, ""),
		"message": sprintf("The API server refuses `%s`: its selector%s does not match the labels of its own template%s.", [k8s.workload_name(input), k8s.labels_text(object.get(input.spec.selector, "matchLabels", {})), k8s.labels_text(labels)]),
	}
}

_place := ["spec", "selector", "matchLabels", key] if {
	some key, value in input.spec.selector.matchLabels
	object.get(input, ["spec", "template", "metadata", "labels", key], null) != value
	key == min([other |
		some other, wanted in input.spec.selector.matchLabels
		object.get(input, ["spec", "template", "metadata", "labels", other], null) != wanted
	])
} else := ["spec", "selector"]
