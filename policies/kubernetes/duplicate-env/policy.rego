# METADATA
# title: An environment variable is set twice
# description: >-
#   The last value of a variable that stands twice in a container wins, and the first is dropped without a word.
#   Whoever edits the first one changes nothing.
# custom:
#   id: duplicate-env
#   category: kubernetes/duplicate-env
#   severity: medium
#   confidence: high
#   persona: essential
#   scope: document
#   platforms: [kubernetes]
#   remedy: Keep one entry for each variable.
# related_resources:
#   - ref: https://kubernetes.io/docs/tasks/inject-data-application/define-environment-variable-container/
#   - ref: https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#environment-variables
# schemas:
#   - input: schema.kubernetes
package groundwire.kubernetes.duplicate_env

import data.groundwire.lib.kubernetes as k8s

findings contains finding if {
	some found in k8s.containers(input)
	some last, variable in found.container.env
	name := variable.name
	is_string(name)
	first := min([index | some index, other in found.container.env; other.name == name])
	first < last
	not _repeated_later(found.container.env, name, last)
	finding := {
		"at": array.concat(found.path, ["env", last, "name"]),
		"subject": sprintf("%s/%s", [k8s.subject(input, found.name), name]),
		"message": sprintf("`%s` of `%s/%s` is set twice%s.", [name, k8s.workload_name(input), found.name, _effect(found.container.env[first], variable)]),
		"severity": _severity(found.container.env[first], variable),
	}
}

_repeated_later(variables, name, last) if {
	some index, other in variables
	other.name == name
	index > last
}

_effect(first, last) := sprintf(": the container gets `%s`, and `%s` is dropped", [last.value, first.value]) if {
	is_string(first.value)
	is_string(last.value)
	first.value != last.value
} else := " to the same, and the first one is dropped" if {
	_same(first, last)
} else := ": the first one is dropped, whatever is written there"

_severity(first, last) := "low" if {
	_same(first, last)
} else := "medium"

_same(first, last) if object.remove(first, {"name"}) == object.remove(last, {"name"})
