package groundwire.actions.workflow_missing_timeout_test

import data.groundwire.actions.workflow_missing_timeout as rule

_facts := {"$kind": "workflow", "$expressions": [], "$conditions": [], "$scripts": []}

_workflow(parts) := object.union(_facts, parts)

_with(job) := _workflow({"on": "push", "jobs": {"a": job}})

test_none if {
	[finding] := [f | some f in rule.findings] with input as _with({"steps": [{"run": "x"}]})
	finding.at == ["jobs", "a", "timeout-minutes"]
	some queued in rule.findings with input as _with({"steps": [], "concurrency": "x"})
	contains(queued.message, "the group waits")
}

test_quiet if {
	count(rule.findings) == 0 with input as _with({"steps": [{"run": "x"}], "timeout-minutes": 5})
	count(rule.findings) == 0 with input as _with({"steps": [{"run": "x", "timeout-minutes": 5}]})
	count(rule.findings) == 0 with input as _with({"uses": "./x.yml"})
}

test_lost_ones_are_another_rules if {
	count(rule.findings) == 0 with input as _with({"steps": []}) with data.groundwire.before as _with({"steps": [], "timeout-minutes": 5})
}
