package groundwire.kubernetes.priority_class_test

import data.groundwire.kubernetes.priority_class as rule

_workload(kind, spec, containers) := {
	"apiVersion": "apps/v1",
	"kind": kind,
	"metadata": {"name": "web", "namespace": "shop"},
	"spec": object.union(spec, {"template": {"spec": {"containers": containers}}}),
}

_app := {"name": "app", "image": "a:1"}

_with(name) := {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "web"}, "spec": {"containers": [_app], "priorityClassName": name}}

test_none if {
	[finding] := [f | some f in rule.findings] with input as _workload("Deployment", {}, [_app])
	finding.at == ["spec", "template", "spec", "priorityClassName"]
	finding.subject == "Deployment/shop/web"
}

test_one if {
	count(rule.findings) == 0 with input as _with("checkout")
	count(rule.findings) == 1 with input as _with("")
	count(rule.findings) == 0 with input as object.union(_with(""), {"spec": {"priority": 1000}})
}

test_lost if {
	[finding] := [f | some f in rule.findings] with input as _with("") with data.groundwire.before as _with("checkout")
	finding.severity == "medium"
	contains(finding.message, "it was `checkout`")
}

test_silent_on_patches_and_strangers if {
	count(rule.findings) == 0 with input as _workload("Deployment", {}, [{"name": "app"}])
	count(rule.findings) == 0 with input as {"apiVersion": "v1", "kind": "Service", "metadata": {"name": "web"}, "spec": {}}
}
