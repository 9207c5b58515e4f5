package groundwire.actions.script_env_removed_test

import data.groundwire.actions.script_env_removed as rule

_expression(path, flow) := {"in": path, "at": path, "text": concat("", ["${{ ", flow, " }}"]), "flows": [flow], "mentions": [flow], "functions": []}

_workflow(step, expressions) := {"$kind": "workflow", "$expressions": expressions, "$conditions": [], "$scripts": [], "on": "push", "jobs": {"build": {"steps": [step]}}}

_path := ["jobs", "build", "steps", 0, "run"]

_pasted(flow) := _workflow({"name": "tag", "run": concat("", ["git tag ${{ ", flow, " }}"])}, [_expression(_path, flow)])

_held(flow) := _workflow({"name": "tag", "run": "git tag \"$TAG\"", "env": {"TAG": concat("", ["${{", flow, "}}"])}}, [])

test_moved if {
	[finding] := [f | some f in rule.findings] with input as _pasted("inputs.tag") with data.groundwire.before as _held("inputs.tag")
	finding.at == _path
	contains(finding.message, "as `TAG` until now")
}

test_quiet if {
	count(rule.findings) == 0 with input as _pasted("inputs.tag") with data.groundwire.before as _pasted("inputs.tag")
	count(rule.findings) == 0 with input as _pasted("inputs.tag") with data.groundwire.before as _held("inputs.other")
	count(rule.findings) == 0 with input as _pasted("github.sha") with data.groundwire.before as _held("github.sha")
	count(rule.findings) == 0 with input as _pasted("github.head_ref") with data.groundwire.before as _held("github.head_ref")
	count(rule.findings) == 0 with input as _pasted("inputs.tag")
}
