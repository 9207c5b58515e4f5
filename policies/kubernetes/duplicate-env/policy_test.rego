package groundwire.kubernetes.duplicate_env_test

import data.groundwire.kubernetes.duplicate_env as rule

_workload(kind, spec, containers) := {
	"apiVersion": "apps/v1",
	"kind": kind,
	"metadata": {"name": "web", "namespace": "shop"},
	"spec": object.union(spec, {"template": {"spec": {"containers": containers}}}),
}

_judged(env) := found if {
	found := rule.findings with input as _workload("Deployment", {}, [{"name": "app", "image": "a:1", "env": env}])
}

test_two_values if {
	[finding] := [f | some f in _judged([{"name": "A", "value": "1"}, {"name": "B", "value": "x"}, {"name": "A", "value": "2"}])]
	finding.at == ["spec", "template", "spec", "containers", 0, "env", 2, "name"]
	finding.subject == "Deployment/shop/web/app/A"
	finding.severity == "medium"
	finding.message == "`A` of `web/app` is set twice: the container gets `2`, and `1` is dropped."
}

test_three_values_are_one_remark if {
	[finding] := [f | some f in _judged([{"name": "A", "value": "1"}, {"name": "A", "value": "2"}, {"name": "A", "value": "3"}])]
	finding.at[6] == 2
}

test_the_same_value if {
	[finding] := [f | some f in _judged([{"name": "A", "value": "1"}, {"name": "A", "value": "1"}])]
	finding.severity == "low"
	contains(finding.message, "to the same")
}

test_a_value_and_a_reference if {
	[finding] := [f | some f in _judged([{"name": "A", "value": "1"}, {"name": "A", "valueFrom": {"secretKeyRef": {"name": "s", "key": "k"}}}])]
	contains(finding.message, "whatever is written there")
}

test_different_names if {
	count(_judged([{"name": "A", "value": "1"}, {"name": "a", "value": "1"}])) == 0
}

test_silent_on_strange_lists if {
	count(_judged("x")) == 0
	count(_judged([{"value": "1"}, {"value": "1"}])) == 0
}
