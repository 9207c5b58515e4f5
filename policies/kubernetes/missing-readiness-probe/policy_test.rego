package groundwire.kubernetes.missing_readiness_probe_test

import data.groundwire.kubernetes.missing_readiness_probe as rule

_probe := {"httpGet": {"path": "/ready", "port": 8080}, "initialDelaySeconds": 20}

_app := {"name": "app", "image": "web:1.4.2", "ports": [{"containerPort": 8080}]}

_workload(kind, containers) := {
	"apiVersion": "apps/v1",
	"kind": kind,
	"metadata": {"name": "web", "namespace": "shop"},
	"spec": {"template": {"spec": {"containers": containers}}},
}

test_a_port_without_a_probe if {
	[finding] := [f | some f in rule.findings] with input as _workload("Deployment", [_app])
	finding.at == ["spec", "template", "spec", "containers", 0, "readinessProbe"]
	finding.subject == "Deployment/shop/web/app"
	finding.severity == "high"
	finding.confidence == "medium"
	finding.fix == {"name": "add-probe", "params": {"kind": "readinessProbe", "port": 8080}}
}

test_a_probe_is_enough if {
	count(rule.findings) == 0 with input as _workload("Deployment", [object.union(_app, {"readinessProbe": _probe})])
}

test_settings_are_no_probe if {
	count(rule.findings) == 1 with input as _workload("Deployment", [object.union(_app, {"readinessProbe": {"periodSeconds": 5}})])
}

test_a_lost_probe_weighs_most_and_can_be_put_back if {
	before := _workload("Deployment", [object.union(_app, {"readinessProbe": _probe})])
	[finding] := [f | some f in rule.findings] with input as _workload("Deployment", [_app]) with data.groundwire.before as before
	finding.severity == "high"
	finding.confidence == "high"
	finding.message == "The readiness probe of `web/app` is gone; it was `GET /ready` on port 8080, first after 20 s."
	finding.fix.params == {"kind": "readinessProbe", "probe": _probe}
}

test_a_patch_that_takes_the_probe_away if {
	before := _workload("Deployment", [{"name": "app", "readinessProbe": _probe}])
	count(rule.findings) == 1 with input as _workload("Deployment", [{"name": "app"}]) with data.groundwire.before as before
}

test_no_object_before if {
	count(rule.findings) == 1 with input as _workload("Deployment", [_app]) with data.groundwire.before as null
}

test_a_side_container_without_a_port if {
	containers := [object.union(_app, {"readinessProbe": _probe}), {"name": "shipper", "image": "shipper:1"}]
	count(rule.findings) == 0 with input as _workload("Deployment", containers)
}

test_without_ports_the_pod_counts if {
	one := {"name": "a", "image": "a:1"}
	other := {"name": "b", "image": "b:1", "readinessProbe": {"exec": {"command": ["true"]}}}
	count(rule.findings) == 0 with input as _workload("Deployment", [one, other])
	{f.severity | some f in rule.findings} == {"medium"} with input as _workload("Deployment", [one])
	{f.severity | some f in rule.findings} == {"low"} with input as _workload("DaemonSet", [one])
}

test_a_sidecar_that_stays if {
	stays := {"name": "proxy", "image": "proxy:2", "restartPolicy": "Always", "ports": [{"containerPort": 9000}]}
	goes := {"name": "migrate", "image": "web:1.4.2"}
	spec := {"initContainers": [goes, stays], "containers": [object.union(_app, {"readinessProbe": _probe})]}
	[finding] := [f | some f in rule.findings] with input as {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "web"}, "spec": spec}
	finding.at == ["spec", "initContainers", 1, "readinessProbe"]
	finding.subject == "Pod/web/proxy"
}

test_two_ports_leave_the_fix_open if {
	ports := [{"containerPort": 8080}, {"containerPort": 9090}]
	[finding] := [f | some f in rule.findings] with input as _workload("Deployment", [{"name": "app", "image": "w:1", "ports": ports}])
	not finding.fix
}

test_the_port_called_http if {
	ports := [{"name": "http", "containerPort": 8080}, {"containerPort": 9090}]
	[finding] := [f | some f in rule.findings] with input as _workload("Deployment", [{"name": "app", "image": "w:1", "ports": ports}])
	finding.fix.params.port == "http"
}

test_udp_is_no_port_to_probe if {
	ports := [{"containerPort": 53, "protocol": "UDP"}]
	[finding] := [f | some f in rule.findings] with input as _workload("Deployment", [{"name": "dns", "image": "dns:1", "ports": ports}])
	not finding.fix
}

test_silent_on_what_runs_to_its_end if {
	job := _workload("Job", [_app])
	count(rule.findings) == 0 with input as job
	pod := {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "p"}, "spec": {"restartPolicy": "Never", "containers": [_app]}}
	count(rule.findings) == 0 with input as pod
}

test_silent_on_patches_proxies_and_strangers if {
	count(rule.findings) == 0 with input as _workload("Deployment", [{"name": "app", "env": []}])
	count(rule.findings) == 0 with input as _workload("Deployment", [{"name": "istio-proxy", "image": "auto"}])
	count(rule.findings) == 0 with input as {"apiVersion": "v1", "kind": "Service", "metadata": {"name": "web"}, "spec": {"ports": []}}
	count(rule.findings) == 0 with input as {"apiVersion": "apps/v1", "kind": "Deployment", "spec": null}
	count(rule.findings) == 0 with input as {"apiVersion": "apps/v1", "kind": "Deployment", "spec": {"template": {"spec": {"containers": "x"}}}}
}

test_a_local_cluster_weighs_little if {
	local := object.union(_app, {"image": "web:local", "imagePullPolicy": "Never"})
	{f.severity | some f in rule.findings} == {"low"} with input as _workload("Deployment", [local])
	before := _workload("Deployment", [object.union(local, {"readinessProbe": _probe})])
	{f.severity | some f in rule.findings} == {"low"} with input as _workload("Deployment", [local]) with data.groundwire.before as before
}

test_a_lost_probe_of_an_image_that_is_called_local_now if {
	before := _workload("Deployment", [object.union(_app, {"readinessProbe": _probe})])
	local := object.union(_app, {"imagePullPolicy": "Never"})
	{f.severity | some f in rule.findings} == {"high"} with input as _workload("Deployment", [local]) with data.groundwire.before as before
}

test_a_pod_that_nobody_may_ask if {
	pod := {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "web"}, "spec": {"containers": [{"name": "app", "image": "w:1", "livenessProbe": _probe}]}}
	count(rule.findings) == 0 with input as pod
	ported := json.patch(pod, [{"op": "add", "path": "/spec/containers/0/ports", "value": [{"containerPort": 80}]}])
	count(rule.findings) == 1 with input as ported
}
