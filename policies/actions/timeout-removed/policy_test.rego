package groundwire.actions.timeout_removed_test

import data.groundwire.actions.timeout_removed as rule

_facts := {"$kind": "workflow", "$expressions": [], "$conditions": [], "$scripts": []}

_workflow(parts) := object.union(_facts, parts)

_with(job) := _workflow({"on": "push", "jobs": {"a": job}})

test_of_a_job if {
	[finding] := [f | some f in rule.findings] with input as _with({"steps": []}) with data.groundwire.before as _with({"steps": [], "timeout-minutes": 5})
	finding.message == "The time limit of `a` is gone (it was 5 minutes): if it hangs, it holds the runner for up to six hours."
	finding.fix.params.value == 5
}

test_of_a_step if {
	[finding] := [f | some f in rule.findings] with input as _with({"steps": [{"run": "x"}]}) with data.groundwire.before as _with({"steps": [{"run": "x", "timeout-minutes": "${{ vars.T }}"}]})
	finding.at == ["jobs", "a", "steps", 0, "timeout-minutes"]
}

test_quiet if {
	count(rule.findings) == 0 with input as _with({"steps": []})
	count(rule.findings) == 0 with input as _with({"steps": [], "timeout-minutes": 9}) with data.groundwire.before as _with({"steps": [], "timeout-minutes": 5})
	count(rule.findings) == 0 with input as _with({"steps": [{"run": "x"}], "timeout-minutes": 9}) with data.groundwire.before as _with({"steps": [{"run": "x", "timeout-minutes": 5}]})
}
