package groundwire.actions.broad_permissions_test

import data.groundwire.actions.broad_permissions as rule

_facts := {"$kind": "workflow", "$expressions": [], "$conditions": [], "$scripts": []}

_workflow(parts) := object.union(_facts, parts)

test_write_at_the_top if {
	found := rule.findings with input as _workflow({"on": "push", "permissions": {"contents": "write", "issues": "read"}, "jobs": {"a": {}, "b": {}}})
	{[f.at, f.severity, f.message] | some f in found} == {[["permissions", "contents"], "medium", "`contents: write` holds for all 2 jobs of this workflow, whichever needs it."]}
}

test_one_job_weighs_less if {
	{f.severity | some f in rule.findings} == {"low"} with input as _workflow({"on": "push", "permissions": {"contents": "write"}, "jobs": {"a": {}}})
}

test_read_all if {
	found := rule.findings with input as _workflow({"on": "push", "permissions": "read-all", "jobs": {"a": {"permissions": "read-all"}}})
	{f.at | some f in found} == {["permissions"], ["jobs", "a", "permissions"]}
}

test_quiet if {
	count(rule.findings) == 0 with input as _workflow({"on": "push", "permissions": {}, "jobs": {"a": {"permissions": {"contents": "write"}}}})
	count(rule.findings) == 0 with input as _workflow({"on": "push", "permissions": "write-all", "jobs": {"a": {}}})
}
