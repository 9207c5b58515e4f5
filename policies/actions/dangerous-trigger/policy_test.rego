package groundwire.actions.dangerous_trigger_test

import data.groundwire.actions.dangerous_trigger as rule

_facts := {"$kind": "workflow", "$expressions": [], "$conditions": [], "$scripts": []}

_workflow(parts) := object.union(_facts, parts)

_expression(path, flows) := {
	"at": array.concat(path, ["$expression", 0]), "in": path, "text": concat(" || ", flows), "flows": flows, "mentions": flows, "functions": [],
	"allSecrets": false, "splitSecrets": [], "contains": [], "bots": [], "falsyBranches": [],
}

_checking_out(event, flows, more) := _workflow({
	"on": event,
	"jobs": {"build": object.union({"steps": [{"uses": "actions/checkout@v4", "with": {"ref": "x"}}, {"name": "test", "run": "npm test"}]}, more)},
	"$expressions": [_expression(["jobs", "build", "steps", 0, "with", "ref"], flows)],
})

test_head_of_a_pull_request if {
	[finding] := [f | some f in rule.findings] with input as _checking_out("pull_request_target", ["github.event.pull_request.head.sha"], {})
	finding.at == ["jobs", "build", "steps", 0, "with", "ref", "$expression", 0]
	finding.severity == "high"
	contains(finding.message, "`build/test` runs after it")
}

test_the_run_before if {
	count(rule.findings) == 1 with input as _checking_out("workflow_run", ["github.event.workflow_run.head_sha"], {})
	count(rule.findings) == 1 with input as _checking_out("issue_comment", ["steps.pr.outputs.head_sha"], {})
}

test_nothing_runs if {
	{f.severity | some f in rule.findings} == {"medium"} with input as _checking_out("pull_request_target", ["github.head_ref"], {"steps": [{"uses": "actions/checkout@v4", "with": {"ref": "x"}}]})
}

test_guards if {
	{f.severity | some f in rule.findings} == {"low"} with input as _checking_out("pull_request_target", ["github.head_ref"], {"environment": "review"})
	condition := {"at": ["jobs", "build", "if"], "text": "", "padded": false, "readable": true, "mentions": ["github.event.pull_request.head.repo.full_name"]}
	guarded := object.union(_checking_out("pull_request_target", ["github.head_ref"], {}), {"$conditions": [condition]})
	{f.severity | some f in rule.findings} == {"low"} with input as guarded
}

test_a_command_fetches if {
	path := ["jobs", "build", "steps", 0, "run"]
	script := {"at": path, "shell": "bash", "writes": [], "fetches": [], "commands": [], "prints": [], "variables": []}
	document := _workflow({"on": "issue_comment", "jobs": {"build": {"steps": [{"run": "gh pr checkout 1"}, {"uses": "./x"}]}}, "$scripts": [script]})
	count(rule.findings) == 1 with input as document
}

test_quiet if {
	count(rule.findings) == 0 with input as _checking_out("pull_request", ["github.head_ref"], {})
	count(rule.findings) == 0 with input as _checking_out("pull_request_target", ["github.event.pull_request.base.sha"], {})
	count(rule.findings) == 0 with input as _checking_out("workflow_run", ["github.head_ref"], {})
}
