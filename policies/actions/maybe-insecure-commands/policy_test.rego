package groundwire.actions.maybe_insecure_commands_test

import data.groundwire.actions.maybe_insecure_commands as rule

_facts := {"$kind": "workflow", "$expressions": [], "$conditions": [], "$scripts": []}

_workflow(parts) := object.union(_facts, parts)

test_all_levels if {
	env := "${{ fromJSON(inputs.env) }}"
	count(rule.findings) == 3 with input as _workflow({"on": "push", "env": env, "jobs": {"a": {"env": env, "steps": [{"run": "x", "env": env}]}}})
}

test_quiet if {
	count(rule.findings) == 0 with input as _workflow({"on": "push", "env": {"A": "${{ x }}"}, "jobs": {}})
}
