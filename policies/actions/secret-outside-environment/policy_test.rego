package groundwire.actions.secret_outside_environment_test

import data.groundwire.actions.secret_outside_environment as rule

_facts := {"$kind": "workflow", "$expressions": [], "$conditions": [], "$scripts": []}

_workflow(parts) := object.union(_facts, parts)

_expression(path, flows) := {
	"at": array.concat(path, ["$expression", 0]), "in": path, "text": concat(" || ", flows), "flows": flows, "mentions": flows, "functions": [],
	"allSecrets": false, "splitSecrets": [], "contains": [], "bots": [], "falsyBranches": [],
}

_run := ["jobs", "build", "steps", 0, "run"]

_script(facts) := object.union({"at": _run, "shell": "bash", "writes": [], "fetches": [], "commands": [], "prints": [], "variables": []}, facts)

_using(job, secrets) := _workflow({"on": "push", "jobs": {"build": job}, "$expressions": [_expression(["jobs", "build", "env", "A"], secrets)]})

test_no_environment if {
	[finding] := [f | some f in rule.findings] with input as _using({}, ["secrets.key"])
	finding.subject == "build/key"
}

test_quiet if {
	count(rule.findings) == 0 with input as _using({"environment": "production"}, ["secrets.key"])
	count(rule.findings) == 0 with input as _using({}, ["secrets.github_token"])
	count(rule.findings) == 0 with input as _using({"uses": "./x.yml"}, ["secrets.key"])
	count(rule.findings) == 0 with input as object.union(_using({}, ["secrets.key"]), {"on": {"workflow_call": {}}})
}
