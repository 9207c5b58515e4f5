package groundwire.kubernetes.grace_removed_test

import data.groundwire.kubernetes.grace_removed as rule

_workload(spec, container) := {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "web"}, "spec": {"template": {"spec": object.union({"containers": [object.union({"name": "app", "image": "a:1"}, container)]}, spec)}}}

_hook := {"lifecycle": {"preStop": {"exec": {"command": ["sleep", "5"]}}}}

test_time_removed if {
	[finding] := [f | some f in rule.findings] with input as _workload({}, {}) with data.groundwire.before as _workload({"terminationGracePeriodSeconds": 120}, {})
	contains(finding.message, "120 s")
	contains(finding.message, "default")
}

test_time_lowered if {
	count(rule.findings) == 1 with input as _workload({"terminationGracePeriodSeconds": 10}, {}) with data.groundwire.before as _workload({"terminationGracePeriodSeconds": 60}, {})
	count(rule.findings) == 0 with input as _workload({"terminationGracePeriodSeconds": 60}, {}) with data.groundwire.before as _workload({"terminationGracePeriodSeconds": 120}, {})
}

test_the_default_written_down if {
	count(rule.findings) == 0 with input as _workload({}, {}) with data.groundwire.before as _workload({"terminationGracePeriodSeconds": 30}, {})
	count(rule.findings) == 0 with input as _workload({"terminationGracePeriodSeconds": 10}, {})
}

test_hook_removed if {
	[finding] := [f | some f in rule.findings] with input as _workload({}, {}) with data.groundwire.before as _workload({}, _hook)
	contains(finding.message, "preStop")
	count(rule.findings) == 0 with input as _workload({}, _hook) with data.groundwire.before as _workload({}, _hook)
}
