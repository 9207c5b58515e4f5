package groundwire.actions.split_secret_test

import data.groundwire.actions.split_secret as rule

_facts := {"$kind": "workflow", "$expressions": [], "$conditions": [], "$scripts": []}

_workflow(parts) := object.union(_facts, parts)

_expression(path, flows) := {
	"at": array.concat(path, ["$expression", 0]), "in": path, "text": concat(" || ", flows), "flows": flows, "mentions": flows, "functions": [],
	"allSecrets": false, "splitSecrets": [], "contains": [], "bots": [], "falsyBranches": [],
}

_run := ["jobs", "build", "steps", 0, "run"]

_script(facts) := object.union({"at": _run, "shell": "bash", "writes": [], "fetches": [], "commands": [], "prints": [], "variables": []}, facts)

_using(secrets) := _workflow({"on": "push", "jobs": {}, "$expressions": [object.union(_expression(["jobs", "build", "env", "A"], []), {"splitSecrets": secrets})]})

test_split if {
	[finding] := [f | some f in rule.findings] with input as _using(["secrets.login"])
	finding.message == "Parts of `secrets.login` are not masked in the log: the runner knows the secret only as a whole."
}

test_whole if {
	count(rule.findings) == 0 with input as _using([])
}
