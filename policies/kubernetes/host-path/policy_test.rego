package groundwire.kubernetes.host_path_test

import data.groundwire.kubernetes.host_path as rule
import data.groundwire.lib.kubernetes_test as sample

_mounting(path, mount) := {"containers": [object.union(sample.container, {"volumeMounts": [object.union({"name": "v", "mountPath": "/x"}, mount)]})], "volumes": [{"name": "v", "hostPath": {"path": path}}]}

test_writable_system_directories if {
	every path in ["/", "/etc", "/etc/", "/var/lib/kubelet/pods", "/proc/sys", "/var/run/", "/var", "/dev", "/dev/sda1"] {
		{f.severity | some f in rule.findings} == {"high"} with input as sample.workload("Deployment", _mounting(path, {}))
	}
}

test_silent_on_the_rest if {
	count(rule.findings) == 0 with input as sample.workload("Deployment", _mounting("/etc", {"readOnly": true}))
	count(rule.findings) == 0 with input as sample.workload("Deployment", _mounting("/data", {}))
	count(rule.findings) == 0 with input as sample.workload("Deployment", _mounting("/etcetera", {}))
	count(rule.findings) == 0 with input as sample.workload("Deployment", _mounting("/dev/net/tun", {}))
	count(rule.findings) == 0 with input as sample.workload("Deployment", _mounting("/run/xtables.lock", {}))
	count(rule.findings) == 0 with input as sample.workload("Deployment", {"volumes": [{"name": "v", "hostPath": {"path": "/etc"}}]})
}

test_agents_weigh_less if {
	[finding] := [f | some f in rule.findings] with input as sample.agent(_mounting("/var/lib/kubelet", {}))
	finding.severity == "medium"
}
