package groundwire.kubernetes.docker_socket_test

import data.groundwire.kubernetes.docker_socket as rule
import data.groundwire.lib.kubernetes_test as sample

_mounting(path) := {"containers": [sample.container], "volumes": [{"name": "v", "hostPath": {"path": path}}]}

test_sockets_of_runtimes if {
	every path in ["/var/run/docker.sock", "/run/containerd/containerd.sock", "/run/k3s/containerd/containerd.sock", "/var/run/crio/crio.sock", "/run/containerd/"] {
		{f.severity | some f in rule.findings} == {"high"} with input as sample.workload("Deployment", _mounting(path))
	}
}

test_other_paths if count(rule.findings) == 0 with input as sample.workload("Deployment", _mounting("/var/log"))

test_agents_weigh_less if {
	[finding] := [f | some f in rule.findings] with input as sample.agent(_mounting("/run/containerd/containerd.sock"))
	finding.severity == "medium"
}
