package groundwire.kubernetes.network_policy_lost_test

import data.groundwire.kubernetes.network_policy_lost as rule
import data.groundwire.lib.kubernetes_test as sample

_labelled(labels) := json.patch(sample.bare, [{"op": "add", "path": "/spec/template/metadata", "value": {"labels": labels}}])

_policy(selector) := {"apiVersion": "networking.k8s.io/v1", "kind": "NetworkPolicy", "metadata": {"name": "web"}, "spec": {"podSelector": selector}}

_base := sample.workspace([_labelled({"app": "web"}), _policy({"matchLabels": {"app": "web"}})])

test_gone if {
	[finding] := [f | some f in rule.findings] with input as sample.workspace([_labelled({"app": "web"})]) with data.groundwire.before as _base
	contains(finding.message, "(it is gone)")
}

test_selects_others if {
	[relabelled] := [f | some f in rule.findings] with input as sample.workspace([_labelled({"app": "shop"}), _policy({"matchLabels": {"app": "web"}})]) with data.groundwire.before as _base
	contains(relabelled.message, "(it selects others now)")
}

test_kept_or_never_there if {
	count(rule.findings) == 0 with input as _base with data.groundwire.before as _base
	count(rule.findings) == 0 with input as sample.workspace([_labelled({"app": "web"}), _policy(null)]) with data.groundwire.before as _base
	count(rule.findings) == 0 with input as sample.workspace([sample.bare])
	in_node := sample.workload("Deployment", {"hostNetwork": true, "containers": [sample.container]})
	count(rule.findings) == 0 with input as sample.workspace([in_node]) with data.groundwire.before as sample.workspace([in_node, _policy({})])
}
