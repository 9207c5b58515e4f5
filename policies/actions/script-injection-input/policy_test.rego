package groundwire.actions.script_injection_input_test

import data.groundwire.actions.script_injection_input as rule

_facts := {"$kind": "workflow", "$expressions": [], "$conditions": [], "$scripts": []}

_workflow(parts) := object.union(_facts, parts)

_expression(path, flows) := {
	"at": array.concat(path, ["$expression", 0]), "in": path, "text": concat(" || ", flows), "flows": flows, "mentions": flows, "functions": [],
	"allSecrets": false, "splitSecrets": [], "contains": [], "bots": [], "falsyBranches": [],
}

_run := ["jobs", "build", "steps", 0, "run"]

_taking(on_, flows) := _workflow({"on": on_, "jobs": {"build": {"steps": [{"run": "echo"}]}}, "$expressions": [_expression(_run, flows)]})

test_an_input if {
	[finding] := [f | some f in rule.findings] with input as _taking({"workflow_dispatch": {"inputs": {"version": {"type": "string"}}}}, ["inputs.version"])
	finding.severity == "medium"
	contains(finding.message, "whoever starts or calls the workflow")
	count(rule.findings) == 1 with input as _taking({"workflow_dispatch": {"inputs": {"version": {}}}}, ["github.event.inputs.version"])
}

test_closed_inputs_are_quiet if {
	count(rule.findings) == 0 with input as _taking({"workflow_call": {"inputs": {"Dry": {"type": "boolean"}}}}, ["inputs.dry"])
	count(rule.findings) == 0 with input as _taking({"workflow_dispatch": {"inputs": {"to": {"type": "choice"}}}}, ["github.event.inputs.to"])
}

test_names_of_branches if {
	{f.severity | some f in rule.findings} == {"low"} with input as _taking("push", ["github.ref_name"])
	{f.severity | some f in rule.findings} == {"low"} with input as _taking("release", ["github.event.release.body"])
}

test_a_payload if {
	{f.severity | some f in rule.findings} == {"medium"} with input as _taking("repository_dispatch", ["github.event.client_payload.tag"])
}

test_an_action if {
	document := object.union(_facts, {"$kind": "action", "runs": {"using": "composite", "steps": [{"run": "echo"}]}, "$expressions": [_expression(["runs", "steps", 0, "run"], ["inputs.path"])]})
	count(rule.findings) == 1 with input as document
}

test_strangers_are_left_to_the_other_rule if {
	count(rule.findings) == 0 with input as _taking("issues", ["github.event.issue.title"])
	count(rule.findings) == 0 with input as _taking("issues", ["github.sha"])
}
