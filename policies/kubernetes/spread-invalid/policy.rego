# METADATA
# title: A spread constraint that does nothing or is refused
# description: >-
#   The API server refuses a constraint without a skew of at least 1, a key or a known answer to the unsatisfiable;
#   one without labels counts no pods and spreads nothing.
# custom:
#   id: spread-invalid
#   category: kubernetes/no-spread
#   severity: medium
#   confidence: high
#   persona: essential
#   scope: document
#   platforms: [kubernetes]
#   remedy: Give each constraint a maxSkew of 1 or more, a topologyKey, whenUnsatisfiable, and a labelSelector with the labels of the pods.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/
# schemas:
#   - input: schema.kubernetes
package groundwire.kubernetes.spread_invalid

import data.groundwire.lib.kubernetes as k8s

findings contains finding if {
	some index, constraint in k8s.pod_spec(input).topologySpreadConstraints
	some problem in _problems(constraint)
	finding := {
		"at": array.concat(k8s.pod_spec_path(input), ["topologySpreadConstraints", index, problem.field]),
		"subject": sprintf("%s/%s", [k8s.subject(input, ""), problem.field]),
		"message": sprintf(problem.text, [k8s.workload_name(input)]),
		"severity": problem.severity,
	}
}

_problems(constraint) := {problem |
	some problem in _possible
	_has(problem.field, constraint)
}

_possible := [
	{"field": "maxSkew", "severity": "high", "text": "The API server refuses `%s`: `maxSkew` has to be at least 1."},
	{"field": "topologyKey", "severity": "high", "text": "The API server refuses `%s`: a spread constraint needs a `topologyKey`."},
	{"field": "whenUnsatisfiable", "severity": "high", "text": "The API server refuses `%s`: `whenUnsatisfiable` has to be DoNotSchedule or ScheduleAnyway."},
	{"field": "labelSelector", "severity": "medium", "text": "A spread constraint of `%s` has no `labelSelector`: it counts no pods, and spreads nothing."},
]

_has("maxSkew", constraint) if {
	skew := object.get(constraint, "maxSkew", 0)
	is_number(skew)
	skew < 1
}

_has("topologyKey", constraint) if object.get(constraint, "topologyKey", "") in {"", null}

_has("whenUnsatisfiable", constraint) if not object.get(constraint, "whenUnsatisfiable", "") in {"DoNotSchedule", "ScheduleAnyway"}

_has("labelSelector", constraint) if {
	object.get(constraint, "labelSelector", null) == null
	count(object.get(constraint, "matchLabelKeys", [])) == 0
}
