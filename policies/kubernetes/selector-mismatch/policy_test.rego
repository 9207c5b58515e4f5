package groundwire.kubernetes.selector_mismatch_test

import data.groundwire.kubernetes.selector_mismatch as rule

_workload(selector, labels) := {
	"apiVersion": "apps/v1",
	"kind": "Deployment",
	"metadata": {"name": "web"},
	"spec": {"selector": selector, "template": {"metadata": {"labels": labels}, "spec": {"containers": [{"name": "app", "image": "a:1"}]}}},
}

_judged(selector, labels) := found if {
	found := rule.findings with input as _workload(selector, labels)
}

test_another_value if {
	[finding] := [f | some f in _judged({"matchLabels": {"app": "web", "tier": "x"}}, {"app": "shop", "tier": "y"})]
	finding.at == ["spec", "selector", "matchLabels", "app"]
	contains(finding.message, "(`app=web`, `tier=x`) does not match")
}

test_an_expression if {
	[finding] := [f | some f in _judged({"matchExpressions": [{"key": "app", "operator": "In", "values": ["a"]}]}, {"app": "web"})]
	finding.at == ["spec", "selector"]
}

test_it_matches if {
	count(_judged({"matchLabels": {"app": "web"}}, {"app": "web", "tier": "x"})) == 0
	count(_judged({"matchExpressions": [{"key": "app", "operator": "Exists"}, {"key": "b", "operator": "DoesNotExist"}, {"key": "app", "operator": "NotIn", "values": ["x"]}]}, {"app": "web"})) == 0
}

test_a_patch if {
	patch := {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "web"}, "spec": {"selector": {"matchLabels": {"a": "b"}}, "template": {"spec": {"containers": [{"name": "app"}]}}}}
	count(rule.findings) == 0 with input as patch
}
