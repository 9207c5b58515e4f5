package groundwire.kubernetes.network_policy_selects_nothing_test

import data.groundwire.kubernetes.network_policy_selects_nothing as rule

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

_policy(labels) := {"apiVersion": "networking.k8s.io/v1", "kind": "NetworkPolicy", "metadata": {"name": "p", "namespace": "shop"}, "spec": {"podSelector": {"matchLabels": labels}}}

test_other_labels if {
	[finding] := [f | some f in _judged([_web({}), _policy({"app": "shop"})])]
	finding.at == ["spec", "podSelector"]
	contains(finding.message, "`web` have (`app=web`)")
}

test_it_covers if {
	count(_judged([_web({}), _policy({"app": "web"})])) == 0
	count(_judged([_web({}), _policy({})])) == 0
}

test_pods_elsewhere if {
	count(_judged([_policy({"app": "shop"})])) == 0
	count(_judged([_web({}), _policy({"role": "shop"})])) == 0
}
