package groundwire.kubernetes.network_policy_dangling_test

import data.groundwire.kubernetes.network_policy_dangling as rule
import data.groundwire.lib.kubernetes_test as sample

_labelled(labels) := json.patch(sample.bare, [{"op": "add", "path": "/spec/template/metadata", "value": {"labels": labels}}])

_policy(selector) := {"apiVersion": "networking.k8s.io/v1", "kind": "NetworkPolicy", "metadata": {"name": "web"}, "spec": {"podSelector": selector}}

test_selects_nothing if {
	[finding] := [f | some f in rule.findings] with input as sample.workspace([_labelled({"app": "shop"}), _policy({"matchLabels": {"app": "web"}})])
	finding.document == 1
	contains(finding.message, "`app: web`")
	by_expression := _policy({"matchExpressions": [{"key": "app", "operator": "In", "values": ["web"]}]})
	count(rule.findings) == 1 with input as sample.workspace([_labelled({"app": "shop"}), by_expression])
}

test_selects_something if {
	count(rule.findings) == 0 with input as sample.workspace([_labelled({"app": "web"}), _policy({"matchLabels": {"app": "web"}})])
	count(rule.findings) == 0 with input as sample.workspace([_labelled({"app": "web"}), _policy({})])
	count(rule.findings) == 0 with input as sample.workspace([_labelled({"app": "web"}), _policy(null)])
}

test_pods_of_an_operator if {
	made := {"apiVersion": "monitoring.coreos.com/v1", "kind": "Prometheus", "metadata": {"name": "main", "labels": {"app": "web"}}}
	count(rule.findings) == 0 with input as sample.workspace([_labelled({"app": "shop"}), _policy({"matchLabels": {"app": "web"}}), made])
	named := {"apiVersion": "postgresql.cnpg.io/v1", "kind": "Cluster", "metadata": {"name": "db"}}
	count(rule.findings) == 0 with input as sample.workspace([_labelled({"app": "shop"}), _policy({"matchLabels": {"cnpg.io/cluster": "db"}}), named])
}

test_its_pods_stand_elsewhere if count(rule.findings) == 0 with input as sample.workspace([_policy({"matchLabels": {"app": "web"}})])
