package groundwire.actions.all_secrets_test

import data.groundwire.actions.all_secrets as rule

_facts := {"$kind": "workflow", "$expressions": [], "$conditions": [], "$scripts": []}

_workflow(parts) := object.union(_facts, parts)

_expression(path, flows) := {
	"at": array.concat(path, ["$expression", 0]), "in": path, "text": concat(" || ", flows), "flows": flows, "mentions": flows, "functions": [],
	"allSecrets": false, "splitSecrets": [], "contains": [], "bots": [], "falsyBranches": [],
}

_run := ["jobs", "build", "steps", 0, "run"]

_script(facts) := object.union({"at": _run, "shell": "bash", "writes": [], "fetches": [], "commands": [], "prints": [], "variables": []}, facts)

_using(facts) := _workflow({"on": "push", "jobs": {}, "$expressions": [object.union(_expression(["jobs", "build", "env", "ALL"], ["secrets"]), facts)]})

test_all if {
	[finding] := [f | some f in rule.findings] with input as _using({"allSecrets": true, "functions": ["tojson"], "text": "toJSON(secrets)"})
	finding.severity == "high"
	finding.subject == "jobs/build"
}

test_one_that_the_run_chooses if {
	text := "secrets[format('A_VERY_LONG_NAME_OF_A_SECRET_{0}_IN_{1}', matrix.environment, matrix.region)]"
	[finding] := [f | some f in rule.findings] with input as _using({"allSecrets": true, "text": text})
	finding.severity == "medium"
	contains(finding.message, "…")
}

test_by_name if {
	count(rule.findings) == 0 with input as _using({})
}
