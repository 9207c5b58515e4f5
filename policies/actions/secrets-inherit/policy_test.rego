package groundwire.actions.secrets_inherit_test

import data.groundwire.actions.secrets_inherit as rule

_facts := {"$kind": "workflow", "$expressions": [], "$conditions": [], "$scripts": []}

_workflow(parts) := object.union(_facts, parts)

_calling(uses, secrets) := _workflow({"on": "push", "jobs": {"a": {"uses": uses, "secrets": secrets}}})

test_inherited if {
	[finding] := [f | some f in rule.findings] with input as _calling("acme/x/.github/workflows/y.yml@v1", "inherit")
	finding.severity == "medium"
	{f.severity | some f in rule.findings} == {"low"} with input as _calling("./.github/workflows/y.yml", "inherit")
}

test_by_name if {
	count(rule.findings) == 0 with input as _calling("./x.yml", {"token": "${{ secrets.TOKEN }}"})
}
