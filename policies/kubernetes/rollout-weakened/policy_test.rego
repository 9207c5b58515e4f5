package groundwire.kubernetes.rollout_weakened_test

import data.groundwire.kubernetes.rollout_weakened as rule

_in(objects) := {"documents": [{"path": "deploy/app.yaml", "platform": "kubernetes", "name": sprintf("%d", [index]), "document": object_} | some index, object_ in objects]}

_web(spec) := {
	"apiVersion": "apps/v1",
	"kind": "Deployment",
	"metadata": {"name": "web", "namespace": "shop"},
	"spec": object.union({"template": {"metadata": {"labels": {"app": "web"}}, "spec": {"containers": [{"name": "app", "image": "a:1"}]}}}, spec),
}

_judged(objects) := found if {
	found := rule.findings with input as _in(objects)
}

_changed(before, after) := found if {
	found := rule.findings with input as _in(after) with data.groundwire.before as _in(before)
}

_recreate := {"strategy": {"type": "Recreate"}}

test_recreate if {
	[finding] := [f | some f in _changed([_web({"replicas": 3})], [_web(object.union({"replicas": 3}, _recreate))])]
	finding.severity == "high"
	endswith(finding.message, "Until now it was RollingUpdate.")
	{f.severity | some f in _changed([_web({"replicas": 1})], [_web(object.union({"replicas": 1}, _recreate))])} == {"medium"}
}

test_all_at_once if {
	before := {"replicas": 4, "strategy": {"rollingUpdate": {"maxUnavailable": 1}}}
	after := {"replicas": 4, "strategy": {"rollingUpdate": {"maxUnavailable": "100%"}}}
	[finding] := [f | some f in _changed([_web(before)], [_web(after)])]
	endswith(finding.message, "Until now it was RollingUpdate with `maxUnavailable: 1`.")
}

test_it_was_so if {
	count(_changed([_web(_recreate)], [_web(_recreate)])) == 0
	count(_judged([_web(_recreate)])) == 0
}
