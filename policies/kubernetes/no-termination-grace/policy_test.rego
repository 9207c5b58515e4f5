package groundwire.kubernetes.no_termination_grace_test

import data.groundwire.kubernetes.no_termination_grace as rule

_pod(kind, grace, hook) := {
	"apiVersion": "apps/v1",
	"kind": kind,
	"metadata": {"name": "web"},
	"spec": {"template": {"spec": object.union(grace, {"containers": [{"name": "app", "image": "a:1", "lifecycle": {"preStop": hook}}]})}},
}

_sleep(text) := {"exec": {"command": ["/bin/sh", "-c", text]}}

test_the_hook_takes_the_default if {
	[finding] := [f | some f in rule.findings] with input as _pod("Deployment", {}, _sleep("sleep 45"))
	finding.at == ["spec", "template", "spec", "containers", 0, "lifecycle", "preStop"]
	contains(finding.message, "sleeps 45 s, and the pod is killed after 30 s:")
}

test_the_period_is_shortened if {
	before := _pod("Deployment", {"terminationGracePeriodSeconds": 60}, {"sleep": {"seconds": 20}})
	after := _pod("Deployment", {"terminationGracePeriodSeconds": 15}, {"sleep": {"seconds": 20}})
	[finding] := [f | some f in rule.findings] with input as after with data.groundwire.before as before
	finding.at == ["spec", "template", "spec", "terminationGracePeriodSeconds"]
	contains(finding.message, "(before: 60 s)")
}

test_minutes_and_paths if {
	count(rule.findings) == 1 with input as _pod("Deployment", {}, {"exec": {"command": ["/bin/sleep", "1m"]}})
}

test_time_enough if {
	count(rule.findings) == 0 with input as _pod("Deployment", {}, _sleep("sleep 10"))
	count(rule.findings) == 0 with input as _pod("Deployment", {"terminationGracePeriodSeconds": 90}, _sleep("sleep 45; nginx -s quit"))
}

test_what_cannot_be_known if {
	count(rule.findings) == 0 with input as _pod("Deployment", {}, _sleep("sleep $WAIT"))
	count(rule.findings) == 0 with input as _pod("Deployment", {}, _sleep("while ! done; do sleep 40; sleep 40; done"))
	count(rule.findings) == 0 with input as _pod("Deployment", {}, {"httpGet": {"port": 80}})
}

test_no_time_at_all if {
	count(rule.findings) == 0 with input as _pod("Deployment", {"terminationGracePeriodSeconds": 0}, {})
	[finding] := [f | some f in rule.findings] with input as _pod("StatefulSet", {"terminationGracePeriodSeconds": 0}, {})
	finding.severity == "high"
	finding.subject == "StatefulSet/web"
}

test_no_time_any_more if {
	before := _pod("Deployment", {}, {})
	after := _pod("Deployment", {"terminationGracePeriodSeconds": 0}, {})
	{f.severity | some f in rule.findings} == {"high"} with input as after with data.groundwire.before as before
}
