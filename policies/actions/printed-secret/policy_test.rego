package groundwire.actions.printed_secret_test

import data.groundwire.actions.printed_secret as rule

_facts := {"$kind": "workflow", "$expressions": [], "$conditions": [], "$scripts": []}

_workflow(parts) := object.union(_facts, parts)

_expression(path, flows) := {
	"at": array.concat(path, ["$expression", 0]), "in": path, "text": concat(" || ", flows), "flows": flows, "mentions": flows, "functions": [],
	"allSecrets": false, "splitSecrets": [], "contains": [], "bots": [], "falsyBranches": [],
}

_run := ["jobs", "build", "steps", 0, "run"]

_script(facts) := object.union({"at": _run, "shell": "bash", "writes": [], "fetches": [], "commands": [], "prints": [], "variables": []}, facts)

_printing(text) := _workflow({"on": "push", "jobs": {}, "$scripts": [_script({"prints": [{"at": array.concat(_run, ["$line", 0]), "text": text}]})]})

test_printed if {
	[finding] := [f | some f in rule.findings] with input as _printing("secrets.KEY")
	finding.at == array.concat(_run, ["$line", 0])
}

test_quiet if {
	count(rule.findings) == 0 with input as _printing("secrets.GITHUB_TOKEN")
	count(rule.findings) == 0 with input as _workflow({"on": "push", "jobs": {}})
}
