package groundwire.actions.insecure_commands_test

import data.groundwire.actions.insecure_commands as rule

_facts := {"$kind": "workflow", "$expressions": [], "$conditions": [], "$scripts": []}

_workflow(parts) := object.union(_facts, parts)

_on := {"ACTIONS_ALLOW_UNSECURE_COMMANDS": "true"}

test_all_levels if {
	found := rule.findings with input as _workflow({"on": "push", "env": _on, "jobs": {"a": {"env": {"ACTIONS_ALLOW_UNSECURE_COMMANDS": true}, "steps": [{"run": "x", "env": {"ACTIONS_ALLOW_UNSECURE_COMMANDS": 1}}]}}})
	{f.at[0] | some f in found} == {"env", "jobs"}
	count(found) == 3
}

test_quiet if {
	count(rule.findings) == 0 with input as _workflow({"on": "push", "env": {"ACTIONS_ALLOW_UNSECURE_COMMANDS": false, "B": true}, "jobs": {}})
}
