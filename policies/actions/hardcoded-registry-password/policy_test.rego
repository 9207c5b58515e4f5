package groundwire.actions.hardcoded_registry_password_test

import data.groundwire.actions.hardcoded_registry_password as rule

_facts := {"$kind": "workflow", "$expressions": [], "$conditions": [], "$scripts": []}

_workflow(parts) := object.union(_facts, parts)

_with(password) := _workflow({"on": "push", "jobs": {"a": {"container": {"image": "r/x:1", "credentials": {"username": "u", "password": password}}, "services": {"db": {"credentials": {"password": password}}}}}})

test_literal if {
	found := rule.findings with input as _with("hunter2")
	{f.at | some f in found} == {["jobs", "a", "container", "credentials", "password"], ["jobs", "a", "services", "db", "credentials", "password"]}
}

test_secret if {
	count(rule.findings) == 0 with input as _with("${{ secrets.REGISTRY }}")
	count(rule.findings) == 0 with input as _with("")
}
