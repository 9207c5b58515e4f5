package groundwire.kubernetes.missing_liveness_probe_test

import data.groundwire.kubernetes.missing_liveness_probe as rule

_probe := {"tcpSocket": {"port": "http"}}

_app := {"name": "app", "image": "web:1.4.2", "ports": [{"name": "http", "containerPort": 8080}]}

_deployment(containers) := {
	"apiVersion": "apps/v1",
	"kind": "Deployment",
	"metadata": {"name": "web"},
	"spec": {"template": {"spec": {"containers": containers}}},
}

test_a_port_without_a_probe if {
	[finding] := [f | some f in rule.findings] with input as _deployment([_app])
	finding.at == ["spec", "template", "spec", "containers", 0, "livenessProbe"]
	finding.subject == "Deployment/web/app"
	finding.fix == {"name": "add-probe", "params": {"kind": "livenessProbe", "port": "http"}}
}

test_a_probe_is_enough if {
	count(rule.findings) == 0 with input as _deployment([object.union(_app, {"livenessProbe": _probe})])
}

test_another_probe_is_another_matter if {
	count(rule.findings) == 1 with input as _deployment([object.union(_app, {"startupProbe": _probe, "readinessProbe": _probe})])
}

test_a_lost_probe if {
	before := _deployment([object.union(_app, {"livenessProbe": _probe})])
	[finding] := [f | some f in rule.findings] with input as _deployment([_app]) with data.groundwire.before as before
	finding.message == "The liveness probe of `web/app` is gone; it was a TCP connection to port http."
	finding.confidence == "high"
}

test_each_container_with_a_port if {
	second := {"name": "admin", "image": "admin:1", "ports": [{"containerPort": 9000}]}
	count(rule.findings) == 2 with input as _deployment([_app, second])
}

test_silent_on_cron_jobs if {
	spec := {"jobTemplate": {"spec": {"template": {"spec": {"containers": [_app]}}}}}
	count(rule.findings) == 0 with input as {"apiVersion": "batch/v1", "kind": "CronJob", "metadata": {"name": "c"}, "spec": spec}
}

test_a_local_cluster_weighs_little if {
	local := object.union(_app, {"image": "web:local", "imagePullPolicy": "Never"})
	{f.severity | some f in rule.findings} == {"medium"} with input as _deployment([_app])
	{f.severity | some f in rule.findings} == {"low"} with input as _deployment([local])
	before := _deployment([object.union(local, {"livenessProbe": _probe})])
	{f.severity | some f in rule.findings} == {"low"} with input as _deployment([local]) with data.groundwire.before as before
}

test_a_lost_probe_of_an_image_that_is_called_local_now if {
	before := _deployment([object.union(_app, {"livenessProbe": _probe})])
	local := object.union(_app, {"imagePullPolicy": "Never"})
	{f.severity | some f in rule.findings} == {"medium"} with input as _deployment([local]) with data.groundwire.before as before
}
