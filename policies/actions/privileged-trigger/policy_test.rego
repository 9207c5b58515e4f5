package groundwire.actions.privileged_trigger_test

import data.groundwire.actions.privileged_trigger as rule

_facts := {"$kind": "workflow", "$expressions": [], "$conditions": [], "$scripts": []}

_workflow(parts) := object.union(_facts, parts)

test_triggers if {
	[finding] := [f | some f in rule.findings] with input as _workflow({"on": ["pull_request_target"], "jobs": {"a": {"steps": [{"run": "x"}]}}})
	finding.at == ["on"]
	count(rule.findings) == 1 with input as _workflow({"on": {"workflow_run": {"workflows": ["ci"]}}, "jobs": {"a": {"steps": []}}})
}

test_quiet if {
	count(rule.findings) == 0 with input as _workflow({"on": "pull_request", "jobs": {"a": {"steps": [{"run": "x"}]}}})
	count(rule.findings) == 0 with input as _workflow({"on": "pull_request_target", "jobs": {"a": {"steps": [{"uses": "actions/labeler@v5"}]}}})
}
