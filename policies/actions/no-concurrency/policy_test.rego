package groundwire.actions.no_concurrency_test

import data.groundwire.actions.no_concurrency as rule

_facts := {"$kind": "workflow", "$expressions": [], "$conditions": [], "$scripts": []}

_workflow(parts) := object.union(_facts, parts)

_with(job, more) := _workflow(object.union({"on": "push", "jobs": {"a": job}}, more))

test_none if {
	[finding] := [f | some f in rule.findings] with input as _with({"steps": []}, {})
	finding.at == ["on"]
	count(rule.findings) == 1 with input as _with({"steps": [], "concurrency": "x"}, {})
	some both in rule.findings with input as _workflow({"on": "push", "jobs": {"a": {}, "b": {}}})
	contains(both.message, "2 jobs have")
}

test_bare_name if {
	[finding] := [f | some f in rule.findings] with input as _with({"steps": []}, {"concurrency": "x"})
	finding.at == ["concurrency"]
}

test_quiet if {
	count(rule.findings) == 0 with input as _with({"steps": []}, {"concurrency": {"group": "x", "cancel-in-progress": true}})
	count(rule.findings) == 0 with input as _with({"steps": [], "concurrency": {"group": "x"}}, {})
	count(rule.findings) == 0 with input as _with({"steps": []}, {"on": "workflow_call"})
	count(rule.findings) == 0 with input as _with({"uses": "./x.yml"}, {})
}

test_lost_ones_are_another_rules if {
	count(rule.findings) == 0 with input as _with({"steps": []}, {}) with data.groundwire.before as _with({"steps": []}, {"concurrency": "x"})
}
