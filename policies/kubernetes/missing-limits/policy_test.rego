package groundwire.kubernetes.missing_limits_test

import data.groundwire.kubernetes.missing_limits as rule

_pod(containers) := {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "web"}, "spec": {"containers": containers}}

_app(resources) := {"name": "app", "image": "web:1.4.2", "resources": resources}

test_no_resources if {
	[finding] := [f | some f in rule.findings] with input as _pod([{"name": "app", "image": "web:1.4.2"}])
	finding.at == ["spec", "containers", 0, "resources", "limits", "memory"]
	finding.subject == "Pod/web/app"
	finding.severity == "medium"
}

test_a_memory_limit_is_enough if {
	count(rule.findings) == 0 with input as _pod([_app({"limits": {"memory": "256Mi"}})])
}

test_a_cpu_limit_is_not if {
	[finding] := [f | some f in rule.findings] with input as _pod([_app({"limits": {"cpu": "1"}, "requests": {"memory": "64Mi"}})])
	finding.message == "`web/app` has no memory limit, only a request (64Mi): what it leaks is taken from the other pods of its node."
}

test_zero_is_no_limit if {
	count(rule.findings) == 1 with input as _pod([_app({"limits": {"memory": "0"}})])
	count(rule.findings) == 1 with input as _pod([_app({"limits": {"memory": 0}})])
}

test_a_value_that_is_not_known_is_a_limit if {
	count(rule.findings) == 0 with input as _pod([_app({"limits": {"memory": {"$unknown": "var.memory"}}})])
}

test_cpu_when_asked_for if {
	params := {"missing-limits": {"resources": ["memory", "cpu"]}}
	[finding] := [f | some f in rule.findings] with input as _pod([_app({"limits": {"memory": "1Gi"}})]) with data.groundwire.params as params
	finding.message == "`web/app` has no cpu limit."
}

test_the_limit_of_the_pod if {
	spec := {"resources": {"limits": {"memory": "1Gi"}}, "containers": [{"name": "app", "image": "web:1"}]}
	count(rule.findings) == 0 with input as {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "web"}, "spec": spec}
}

test_a_lost_limit if {
	before := _pod([_app({"limits": {"memory": "256Mi"}})])
	[finding] := [f | some f in rule.findings] with input as _pod([_app({})]) with data.groundwire.before as before
	finding.severity == "high"
	finding.message == "The memory limit of `web/app` is gone; it was 256Mi."
	finding.fix == {"name": "set-field", "params": {"value": "256Mi", "safe": true}}
}

test_init_containers_weigh_less if {
	spec := {"initContainers": [{"name": "init", "image": "web:1"}], "containers": [_app({"limits": {"memory": "1Gi"}})]}
	{f.severity | some f in rule.findings} == {"low"} with input as {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "web"}, "spec": spec}
}

test_knative_services_are_workloads if {
	spec := {"template": {"spec": {"containers": [{"image": "web:1"}]}}}
	[finding] := [f | some f in rule.findings] with input as {"apiVersion": "serving.knative.dev/v1", "kind": "Service", "metadata": {"name": "web"}, "spec": spec}
	finding.subject == "Service/web/#0"
}

test_silent_on_patches if {
	count(rule.findings) == 0 with input as _pod([{"name": "app", "env": []}])
}

_severity(container, before) := severity if {
	[severity] := [f.severity | some f in rule.findings] with input as _pod([container]) with data.groundwire.before as before
}

test_a_local_cluster_weighs_little if {
	every image in ["web:local", "web:dev", "registry.example:5000/team/web:dev", "localhost:5001/web:1", "kind.local/web:1"] {
		_severity({"name": "app", "image": image}, null) == "low"
	}
	_severity({"name": "app", "image": "web:1.4.2", "imagePullPolicy": "Never"}, null) == "low"
}

test_what_only_sounds_local_weighs_as_ever if {
	every image in ["web:dev@sha256:0123", "web:development", "dev/web:1", "registry.corp.local/web:1", "localhost.example/web:1"] {
		_severity({"name": "app", "image": image}, null) == "medium"
	}
	_severity({"name": "app", "image": "web:1.4.2", "imagePullPolicy": "IfNotPresent"}, null) == "medium"
}

test_the_neighbours_of_an_image_that_is_never_pulled if {
	pod := _pod([{"name": "app", "image": "web:1", "imagePullPolicy": "Never"}, {"name": "db", "image": "mysql:8"}])
	[f.severity | some f in rule.findings] == ["low", "low"] with input as pod
}

test_a_lost_limit_is_little_only_where_all_was_local if {
	limits := {"limits": {"memory": "256Mi"}}
	_severity({"name": "app", "image": "web:dev"}, _pod([{"name": "app", "image": "web:dev", "resources": limits}])) == "low"
	_severity({"name": "app", "image": "web:dev"}, _pod([{"name": "app", "image": "web:1.4.2", "resources": limits}])) == "high"
}

test_a_lost_limit_of_the_pod_cannot_be_put_back_here if {
	before := {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "web"}, "spec": {"resources": {"limits": {"memory": "1Gi"}}, "containers": [_app({})]}}
	[finding] := [f | some f in rule.findings] with input as _pod([_app({})]) with data.groundwire.before as before
	finding.confidence == "high"
	not finding.fix
}
