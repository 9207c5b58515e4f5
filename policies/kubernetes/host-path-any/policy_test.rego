package groundwire.kubernetes.host_path_any_test

import data.groundwire.kubernetes.host_path_any as rule
import data.groundwire.lib.kubernetes_test as sample

_mounting(path, mount) := {"containers": [object.union(sample.container, {"volumeMounts": [object.union({"name": "v", "mountPath": "/x"}, mount)]})], "volumes": [{"name": "v", "hostPath": {"path": path}}]}

test_effects if {
	[read] := [f | some f in rule.findings] with input as sample.workload("Deployment", _mounting("/etc", {"readOnly": true}))
	read.severity == "medium"
	contains(read.message, "keys and tokens")
	[logs] := [f | some f in rule.findings] with input as sample.workload("DaemonSet", _mounting("/var/log", {"readOnly": true}))
	logs.severity == "low"
	contains(logs.message, "what others leave there")
	[agent] := [f | some f in rule.findings] with input as sample.workload("DaemonSet", _mounting("/proc", {"readOnly": true}))
	agent.severity == "low"
	[stays] := [f | some f in rule.findings] with input as sample.workload("Deployment", _mounting("/data", {}))
	contains(stays.message, "stays behind")
}

test_told_elsewhere if count(rule.findings) == 0 with input as sample.workload("Deployment", _mounting("/etc", {}))

test_other_volumes if count(rule.findings) == 0 with input as sample.workload("Deployment", {"volumes": [{"name": "v", "emptyDir": {}}]})
