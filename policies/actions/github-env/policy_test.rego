package groundwire.actions.github_env_test

import data.groundwire.actions.github_env as rule

_facts := {"$kind": "workflow", "$expressions": [], "$conditions": [], "$scripts": []}

_workflow(parts) := object.union(_facts, parts)

_expression(path, flows) := {
	"at": array.concat(path, ["$expression", 0]), "in": path, "text": concat(" || ", flows), "flows": flows, "mentions": flows, "functions": [],
	"allSecrets": false, "splitSecrets": [], "contains": [], "bots": [], "falsyBranches": [],
}

_run := ["jobs", "build", "steps", 0, "run"]

_script(facts) := object.union({"at": _run, "shell": "bash", "writes": [], "fetches": [], "commands": [], "prints": [], "variables": []}, facts)

_writing(on_, write, variables, expressions) := _workflow({
	"on": on_, "jobs": {"build": {"steps": [{"name": "set", "run": "x"}]}}, "$expressions": expressions,
	"$scripts": [_script({"writes": [object.union({"at": array.concat(_run, ["$line", 1]), "file": "GITHUB_ENV", "dynamic": true, "variables": variables}, write)]})],
})

test_a_dangerous_trigger if {
	[finding] := [f | some f in rule.findings] with input as _writing("pull_request_target", {}, [], [])
	finding.at == array.concat(_run, ["$line", 1])
	finding.severity == "medium"
	count(rule.findings) == 1 with input as _writing("workflow_run", {"file": "GITHUB_PATH"}, [], [])
}

test_text_of_a_stranger if {
	by_env := [_expression(["jobs", "build", "steps", 0, "env", "TITLE"], ["github.event.issue.title"])]
	[finding] := [f | some f in rule.findings] with input as _writing("issues", {}, ["TITLE"], by_env)
	finding.severity == "high"
	count(rule.findings) == 0 with input as _writing("issues", {}, ["OTHER"], by_env)
	count(rule.findings) == 1 with input as _writing("issues", {}, [], [_expression(_run, ["github.head_ref"])])
}

test_an_action if {
	script := object.union(_script({}), {"at": ["runs", "steps", 0, "run"], "writes": [{"at": ["runs", "steps", 0, "run", "$line", 0], "file": "GITHUB_ENV", "dynamic": true, "variables": []}]})
	count(rule.findings) == 1 with input as object.union(_facts, {"$kind": "action", "runs": {"using": "composite", "steps": [{"run": "x"}]}, "$scripts": [script]})
}

test_quiet if {
	count(rule.findings) == 0 with input as _writing("push", {}, [], [])
	count(rule.findings) == 0 with input as _writing("pull_request_target", {"dynamic": false}, [], [])
}
