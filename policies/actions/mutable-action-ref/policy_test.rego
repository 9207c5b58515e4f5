package groundwire.actions.mutable_action_ref_test

import data.groundwire.actions.mutable_action_ref as rule

_facts := {"$kind": "workflow", "$expressions": [], "$conditions": [], "$scripts": []}

_workflow(parts) := object.union(_facts, parts)

_calling(uses) := _workflow({"on": "push", "jobs": {"build": {"steps": [{"uses": uses}]}}})

test_a_tag if {
	[finding] := [f | some f in rule.findings] with input as _calling("actions/checkout@v4")
	finding.message == "`actions/checkout@v4` is pinned to the name `v4`, which can be moved; a commit's hash cannot."
	finding.subject == "build/actions/checkout"
}

test_no_version if {
	[finding] := [f | some f in rule.findings] with input as _calling("acme/tool")
	finding.message == "`acme/tool` names no version: it runs what stands on the default branch that day."
}

test_an_action_calls_others if {
	count(rule.findings) == 1 with input as object.union(_facts, {"$kind": "action", "runs": {"using": "composite", "steps": [{"uses": "acme/tool@v1"}]}})
}

test_quiet if {
	count(rule.findings) == 0 with input as _calling("acme/tool@8f4b7f84864484a7bf31766abe9204da3cbe65b3")
	count(rule.findings) == 0 with input as _calling("./tool")
	count(rule.findings) == 0 with input as _calling("docker://alpine:3")
	with_power := object.union(_calling("acme/tool@v1"), {"permissions": "write-all"})
	count(rule.findings) == 0 with input as with_power
}
