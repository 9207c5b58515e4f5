package groundwire.actions.retired_command_test

import data.groundwire.actions.retired_command as rule

_facts := {"$kind": "workflow", "$expressions": [], "$conditions": [], "$scripts": []}

_workflow(parts) := object.union(_facts, parts)

_expression(path, flows) := {
	"at": array.concat(path, ["$expression", 0]), "in": path, "text": concat(" || ", flows), "flows": flows, "mentions": flows, "functions": [],
	"allSecrets": false, "splitSecrets": [], "contains": [], "bots": [], "falsyBranches": [],
}

_run := ["jobs", "build", "steps", 0, "run"]

_script(facts) := object.union({"at": _run, "shell": "bash", "writes": [], "fetches": [], "commands": [], "prints": [], "variables": []}, facts)

_giving(command) := _workflow({"on": "push", "jobs": {}, "$scripts": [_script({"commands": [{"at": _run, "command": command}]})]})

test_commands if {
	[finding] := [f | some f in rule.findings] with input as _giving("set-env")
	finding.severity == "medium"
	{f.severity | some f in rule.findings} == {"low"} with input as _giving("set-output")
}

test_quiet if {
	count(rule.findings) == 0 with input as _workflow({"on": "push", "jobs": {}})
}
