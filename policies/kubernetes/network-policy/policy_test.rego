package groundwire.kubernetes.network_policy_test

import data.groundwire.kubernetes.network_policy as rule
import data.groundwire.lib.kubernetes_test as sample

_labelled(labels) := json.patch(sample.bare, [{"op": "add", "path": "/spec/template/metadata", "value": {"labels": labels}}])

_policy(selector) := {"apiVersion": "networking.k8s.io/v1", "kind": "NetworkPolicy", "metadata": {"name": "web"}, "spec": {"podSelector": selector}}

test_none if {
	[finding] := [f | some f in rule.findings] with input as sample.workspace([_labelled({"app": "web"})])
	finding.at == ["metadata", "name"]
	[other] := [f | some f in rule.findings] with input as sample.workspace([_labelled({"app": "web"}), _policy({"matchLabels": {"app": "db"}})])
	contains(other.message, "of this directory")
}

test_covered if {
	count(rule.findings) == 0 with input as sample.workspace([_labelled({"app": "web"}), _policy({"matchLabels": {"app": "web"}})])
	count(rule.findings) == 0 with input as sample.workspace([_labelled({"app": "web"}), _policy({})])
	count(rule.findings) == 0 with input as sample.workspace([_labelled({"app": "web"}), _policy(null)])
}

test_out_of_reach if {
	count(rule.findings) == 0 with input as sample.workspace([sample.workload("DaemonSet", {"hostNetwork": true, "containers": [sample.container]})])
	count(rule.findings) == 0 with input as sample.workspace([sample.bare, {"apiVersion": "cilium.io/v2", "kind": "CiliumNetworkPolicy", "metadata": {"name": "x"}}])
	count(rule.findings) == 0 with input as sample.workspace([sample.bare, {"apiVersion": "crd.projectcalico.org/v1", "kind": "NetworkPolicy", "metadata": {"name": "x"}}])
	count(rule.findings) == 0 with input as sample.workspace([sample.workload("Deployment", {"containers": [{"name": "app"}]})])
}

test_a_loss_is_told_elsewhere if {
	base := sample.workspace([_labelled({"app": "web"}), _policy({})])
	count(rule.findings) == 0 with input as sample.workspace([_labelled({"app": "web"})]) with data.groundwire.before as base
}
