package groundwire.actions.kept_credentials_test

import data.groundwire.actions.kept_credentials as rule

_facts := {"$kind": "workflow", "$expressions": [], "$conditions": [], "$scripts": []}

_workflow(parts) := object.union(_facts, parts)

_steps(steps) := _workflow({"on": "push", "jobs": {"build": {"steps": steps}}})

test_by_default if {
	[finding] := [f | some f in rule.findings] with input as _steps([{"uses": "actions/checkout@v4"}])
	finding.message == "`build/actions/checkout` leaves the job's token on disk, where every later step can read it."
}

test_on_purpose if {
	some finding in rule.findings with input as _steps([{"uses": "actions/checkout@v4", "with": {"persist-credentials": "true"}}])
	contains(finding.message, "as it was told to")
}

test_unknown if {
	{f.confidence | some f in rule.findings} == {"low"} with input as _steps([{"uses": "actions/checkout@v4", "with": {"persist-credentials": "${{ inputs.keep }}"}}])
	{f.confidence | some f in rule.findings} == {"low"} with input as _steps([{"uses": "actions/checkout@v4", "with": "${{ fromJSON(inputs.all) }}"}])
}

test_quiet if {
	count(rule.findings) == 0 with input as _steps([{"uses": "actions/checkout@v4", "with": {"persist-credentials": "false"}}])
	count(rule.findings) == 0 with input as _steps([{"uses": "acme/checkout@v4"}])
}

test_lost_ones_are_another_rules if {
	before := _steps([{"uses": "actions/checkout@v4", "with": {"persist-credentials": false}}])
	count(rule.findings) == 0 with input as _steps([{"uses": "actions/checkout@v4"}]) with data.groundwire.before as before
}
