package groundwire.actions.missing_permissions_test

import data.groundwire.actions.missing_permissions as rule

_facts := {"$kind": "workflow", "$expressions": [], "$conditions": [], "$scripts": []}

_workflow(parts) := object.union(_facts, parts)

test_nothing_is_said if {
	found := rule.findings with input as _workflow({"on": "push", "jobs": {"a": {"steps": []}, "b": {"uses": "./x.yml"}}})
	{f.at | some f in found} == {["permissions"], ["jobs", "a", "permissions"], ["jobs", "b", "permissions"]}
}

test_one_job if {
	found := rule.findings with input as _workflow({"on": "push", "jobs": {"a": {"steps": []}, "b": {"permissions": {}}}})
	count(found) == 2
	some finding in found
	contains(finding.message, "set for job `a`")
}

test_said if {
	count(rule.findings) == 0 with input as _workflow({"on": "push", "permissions": {}, "jobs": {"a": {"steps": []}}})
	count(rule.findings) == 0 with input as _workflow({"on": "push", "jobs": {"a": {"permissions": {}, "steps": []}}})
	count(rule.findings) == 0 with input as object.union(_facts, {"$kind": "action", "runs": {"using": "composite"}})
}

test_what_is_called_has_the_token_of_its_callers if {
	{f.severity | some f in rule.findings} == {"low"} with input as _workflow({"on": {"workflow_call": {}}, "jobs": {"a": {"steps": []}}})
}

test_lost_ones_are_another_rules if {
	document := _workflow({"on": "push", "jobs": {"a": {"steps": []}}})
	count(rule.findings) == 0 with input as document with data.groundwire.before as object.union(document, {"permissions": {}})
}
