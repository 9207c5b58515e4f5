package groundwire.kubernetes.host_port_test

import data.groundwire.kubernetes.host_port as rule
import data.groundwire.lib.kubernetes_test as sample

_publishing(port) := {"containers": [object.union(sample.container, {"ports": [{"containerPort": 80}, object.union({"containerPort": 8080}, port)]})]}

test_taken if {
	[finding] := [f | some f in rule.findings] with input as sample.workload("Deployment", _publishing({"hostPort": 8080}))
	finding.at == ["spec", "template", "spec", "containers", 0, "ports", 1, "hostPort"]
	finding.severity == "medium"
	{f.severity | some f in rule.findings} == {"low"} with input as sample.workload("DaemonSet", _publishing({"hostPort": 9100}))
}

test_not_taken if {
	count(rule.findings) == 0 with input as sample.workload("Deployment", _publishing({"hostPort": 0}))
	count(rule.findings) == 0 with input as sample.workload("Deployment", _publishing({}))
}
