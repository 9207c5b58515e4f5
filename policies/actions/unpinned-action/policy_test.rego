package groundwire.actions.unpinned_action_test

import data.groundwire.actions.unpinned_action as rule

_facts := {"$kind": "workflow", "$expressions": [], "$conditions": [], "$scripts": []}

_workflow(parts) := object.union(_facts, parts)

_calling(uses, permissions) := _workflow({"on": "push", "jobs": {"build": {"permissions": permissions, "steps": [{"uses": uses}]}}})

test_a_tag_with_power if {
	[finding] := [f | some f in rule.findings] with input as _calling("acme/deploy@v2", {"contents": "write"})
	finding.at == ["jobs", "build", "steps", 0, "uses"]
	finding.severity == "medium"
	finding.message == "`acme/deploy@v2` runs whatever `v2` points at that day, and job `build` has a token that may write contents."
}

test_a_branch_weighs_more if {
	{f.severity | some f in rule.findings} == {"high"} with input as _calling("acme/deploy@main", "write-all")
	{f.severity | some f in rule.findings} == {"high"} with input as _calling("acme/deploy", "write-all")
}

test_quiet if {
	count(rule.findings) == 0 with input as _calling("acme/deploy@v2", {"contents": "read"})
	count(rule.findings) == 0 with input as _calling("actions/checkout@v4", {"contents": "write"})
	count(rule.findings) == 0 with input as _calling("acme/deploy@8f4b7f84864484a7bf31766abe9204da3cbe65b3", {"contents": "write"})
	count(rule.findings) == 0 with input as _calling("./.github/actions/deploy", {"contents": "write"})
}

test_one_remark_an_action if {
	step := {"uses": "acme/deploy@v2"}
	[two] := [f | some f in rule.findings] with input as _workflow({"on": "push", "permissions": "write-all", "jobs": {"a": {"steps": [step]}, "b": {"steps": [step]}}})
	contains(two.message, "(1 more place)")
	[three] := [f | some f in rule.findings] with input as _workflow({"on": "push", "permissions": "write-all", "jobs": {"a": {"steps": [step, step]}, "b": {"steps": [step]}}})
	contains(three.message, "(2 more places)")
	count(three.related) == 2
}

test_those_who_get_the_credentials_anyway if {
	count(rule.findings) == 0 with input as _calling("docker/login-action@v3", {"packages": "write"})
	count(rule.findings) == 0 with input as _calling("acme/flows/.github/workflows/deploy.yml@v1", {"packages": "write"})
}

test_a_pin_is_lost if {
	before := _calling("actions/checkout@8f4b7f84864484a7bf31766abe9204da3cbe65b3", {})
	[finding] := [f | some f in rule.findings] with input as _calling("actions/checkout@v4", {}) with data.groundwire.before as before
	finding.severity == "high"
	finding.fix.params.value == "actions/checkout@8f4b7f84864484a7bf31766abe9204da3cbe65b3"
	count(rule.findings) == 0 with input as before with data.groundwire.before as before
}

test_one_of_two_pins_is_lost if {
	pinned := {"uses": "acme/tool@8f4b7f84864484a7bf31766abe9204da3cbe65b3"}
	before := _workflow({"on": "push", "jobs": {"build": {"steps": [pinned, pinned]}}})
	after := _workflow({"on": "push", "jobs": {"build": {"steps": [{"uses": "acme/tool@v4"}, pinned]}}})
	[finding] := [f | some f in rule.findings] with input as after with data.groundwire.before as before
	finding.at == ["jobs", "build", "steps", 0, "uses"]
}
