package groundwire.actions.script_injection_test

import data.groundwire.actions.script_injection as rule

_facts := {"$kind": "workflow", "$expressions": [], "$conditions": [], "$scripts": []}

_workflow(parts) := object.union(_facts, parts)

_expression(path, flows) := {
	"at": array.concat(path, ["$expression", 0]), "in": path, "text": concat(" || ", flows), "flows": flows, "mentions": flows, "functions": [],
	"allSecrets": false, "splitSecrets": [], "contains": [], "bots": [], "falsyBranches": [],
}

_run := ["jobs", "build", "steps", 0, "run"]

_injected(trigger, flows) := _workflow({
	"on": trigger, "jobs": {"build": {"steps": [{"name": "greet", "run": "echo"}]}},
	"$expressions": [_expression(_run, flows)], "$scripts": [{"at": _run, "shell": "bash", "writes": [], "fetches": [], "commands": [], "prints": [], "variables": []}],
})

test_a_title if {
	[finding] := [f | some f in rule.findings] with input as _injected("issues", ["github.event.issue.title"])
	finding.at == array.concat(_run, ["$expression", 0])
	finding.severity == "high"
	finding.message == "`github.event.issue.title` is pasted into the script of `build/greet`: whoever writes it runs commands with the job's token and secrets."
	finding.fix.params.name == "ISSUE_TITLE"
}

test_a_pull_request_of_a_fork_has_less if {
	{f.severity | some f in rule.findings} == {"medium"} with input as _injected("pull_request", ["github.head_ref"])
}

test_a_message_comes_with_its_merge if {
	{f.severity | some f in rule.findings} == {"high"} with input as _injected("push", ["github.event.head_commit.message"])
	{f.severity | some f in rule.findings} == {"medium"} with input as _injected("push", ["github.head_ref"])
	{f.severity | some f in rule.findings} == {"high"} with input as _injected("workflow_call", ["github.head_ref"])
}

test_quiet if {
	count(rule.findings) == 0 with input as _injected("issues", ["github.event.issue.number"])
	count(rule.findings) == 0 with input as _injected("issues", ["github.sha"])
	count(rule.findings) == 0 with input as _injected("release", ["github.event.release.body"])
	count(rule.findings) == 0 with input as _injected("issues", [])
}

test_through_env if {
	env_path := ["jobs", "build", "env", "TITLE"]
	document := object.union(_injected("issues", []), {
		"jobs": {"build": {"env": {"TITLE": "x"}, "steps": [{"name": "greet", "run": "echo"}]}},
		"$expressions": [_expression(_run, ["env.title"]), _expression(env_path, ["github.event.issue.title"])],
	})
	[finding] := [f | some f in rule.findings] with input as document
	contains(finding.message, "(it is `github.event.issue.title`)")
	not finding.fix
}

test_through_an_action if {
	document := object.union(_injected("issues", []), {
		"jobs": {"build": {"steps": [{"name": "greet", "run": "echo"}, {"id": "files", "uses": "tj-actions/changed-files@v44"}]}},
		"$expressions": [_expression(_run, ["steps.files.outputs.all_changed_files"])],
	})
	[finding] := [f | some f in rule.findings] with input as document
	finding.confidence == "medium"
}

test_an_input_that_is_run if {
	document := _workflow({
		"on": "issue_comment", "jobs": {"build": {"steps": [{"uses": "actions/github-script@v7", "with": {"script": "x"}}]}},
		"$expressions": [_expression(["jobs", "build", "steps", 0, "with", "script"], ["github.event.comment.body"])],
	})
	[finding] := [f | some f in rule.findings] with input as document
	contains(finding.message, "`script`, which is run,")
}

test_composite_actions_count if {
	document := object.union(_facts, {"$kind": "action", "runs": {"using": "composite", "steps": [{"run": "echo"}]}, "$expressions": [_expression(["runs", "steps", 0, "run"], ["github.event.pull_request.body"])]})
	count(rule.findings) == 1 with input as document
}
