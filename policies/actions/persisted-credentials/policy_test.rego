package groundwire.actions.persisted_credentials_test

import data.groundwire.actions.persisted_credentials as rule

_facts := {"$kind": "workflow", "$expressions": [], "$conditions": [], "$scripts": []}

_workflow(parts) := object.union(_facts, parts)

_steps(steps) := _workflow({"on": "push", "jobs": {"build": {"steps": steps}}})

_upload := {"uses": "actions/upload-artifact@v3", "with": {"name": "all", "path": "."}}

test_the_directory_is_uploaded if {
	[finding] := [f | some f in rule.findings] with input as _steps([{"uses": "actions/checkout@v4"}, _upload])
	finding.at == ["jobs", "build", "steps", 0, "with", "persist-credentials"]
	finding.severity == "high"
}

test_quiet if {
	count(rule.findings) == 0 with input as _steps([{"uses": "actions/checkout@v4", "with": {"persist-credentials": false}}, _upload])
	count(rule.findings) == 0 with input as _steps([{"uses": "actions/checkout@v6"}, _upload])
	count(rule.findings) == 0 with input as _steps([{"uses": "actions/checkout@v4"}, {"uses": "actions/upload-artifact@v4", "with": {"path": "dist"}}])
	count(rule.findings) == 0 with input as _steps([{"uses": "actions/checkout@v4"}, {"uses": "actions/upload-artifact@v4", "with": {"path": ".", "include-hidden-files": false}}])
	count(rule.findings) == 0 with input as _steps([{"uses": "actions/checkout@v4"}])
}

test_it_is_kept_again if {
	before := _steps([{"uses": "actions/checkout@v4", "with": {"persist-credentials": false}}])
	[finding] := [f | some f in rule.findings] with input as _steps([{"uses": "actions/checkout@v4"}]) with data.groundwire.before as before
	contains(finding.message, "again")
	[turned] := [f | some f in rule.findings] with input as _steps([{"uses": "actions/checkout@v4", "with": {"persist-credentials": "true"}}]) with data.groundwire.before as before
	contains(turned.message, "is gone")
	count(rule.findings) == 0 with input as before with data.groundwire.before as before
}
