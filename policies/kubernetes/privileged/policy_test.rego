package groundwire.kubernetes.privileged_test

import data.groundwire.kubernetes.privileged as rule

_privileged := {"name": "app", "image": "web:1", "securityContext": {"privileged": true}}

_workload(kind, metadata, spec) := {"apiVersion": "apps/v1", "kind": kind, "metadata": metadata, "spec": {"template": {"spec": spec}}}

test_privileged if {
	[finding] := [f | some f in rule.findings] with input as _workload("Deployment", {"name": "web"}, {"containers": [_privileged]})
	finding.at == ["spec", "template", "spec", "containers", 0, "securityContext", "privileged"]
	finding.severity == "high"
	finding.message == "`web/app` is privileged: whoever takes it over has the node."
}

test_not_privileged if {
	quiet := {"name": "app", "image": "web:1", "securityContext": {"privileged": false}}
	count(rule.findings) == 0 with input as _workload("Deployment", {"name": "web"}, {"containers": [quiet, {"name": "b", "image": "b:1"}]})
}

test_init_and_ephemeral_containers_count if {
	spec := {"initContainers": [_privileged], "ephemeralContainers": [object.union(_privileged, {"name": "debug"})], "containers": []}
	count(rule.findings) == 2 with input as _workload("Deployment", {"name": "web"}, spec)
}

test_it_was_not_before if {
	before := _workload("Deployment", {"name": "web"}, {"containers": [{"name": "app", "image": "web:1"}]})
	[finding] := [f | some f in rule.findings] with input as _workload("Deployment", {"name": "web"}, {"containers": [_privileged]}) with data.groundwire.before as before
	finding.message == "`web/app` is now privileged: whoever takes it over has the node."
}

test_node_agents_weigh_less if {
	in_system := _workload("DaemonSet", {"name": "cni", "namespace": "kube-system"}, {"containers": [_privileged]})
	{f.severity | some f in rule.findings} == {"medium"} with input as in_system
	volumes := [{"name": "k", "hostPath": {"path": "/var/lib/kubelet/plugins"}}]
	{f.severity | some f in rule.findings} == {"medium"} with input as _workload("DaemonSet", {"name": "csi"}, {"containers": [_privileged], "volumes": volumes})
}

test_the_root_of_the_node_is_no_excuse if {
	volumes := [{"name": "root", "hostPath": {"path": "/"}}]
	{f.severity | some f in rule.findings} == {"high"} with input as _workload("DaemonSet", {"name": "x"}, {"containers": [_privileged], "volumes": volumes})
	{f.severity | some f in rule.findings} == {"high"} with input as _workload("Deployment", {"name": "x", "namespace": "kube-system"}, {"containers": [_privileged]})
}

test_a_kernel_parameter if {
	init := object.union(_privileged, {"command": ["sysctl", "-w", "vm.max_map_count=262144"]})
	{f.severity | some f in rule.findings} == {"medium"} with input as _workload("StatefulSet", {"name": "search"}, {"initContainers": [init], "containers": []})
}

test_constraints_of_openshift if {
	constraints := {"apiVersion": "security.openshift.io/v1", "kind": "SecurityContextConstraints", "metadata": {"name": "agents"}, "allowPrivilegedContainer": true}
	[finding] := [f | some f in rule.findings] with input as constraints
	finding.at == ["allowPrivilegedContainer"]
	count(rule.findings) == 0 with input as object.union(constraints, {"allowPrivilegedContainer": false})
}

test_unmasked_proc if {
	unmasked := {"name": "app", "image": "web:1", "securityContext": {"procMount": "Unmasked"}}
	[finding] := [f | some f in rule.findings] with input as _workload("Deployment", {"name": "web"}, {"containers": [unmasked]})
	finding.severity == "medium"
	finding.subject == "Deployment/web/app/proc"
}
