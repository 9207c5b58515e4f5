package groundwire.actions.unsound_contains_test

import data.groundwire.actions.unsound_contains as rule

_facts := {"$kind": "workflow", "$expressions": [], "$conditions": [], "$scripts": []}

_workflow(parts) := object.union(_facts, parts)

_condition(path, facts) := object.union({"at": path, "text": "x", "padded": false, "readable": true, "mentions": [], "contains": [], "bots": [], "falsyBranches": []}, facts)

_if(search) := _workflow({"on": "push", "jobs": {"a": {}}, "$conditions": [_condition(["jobs", "a", "if"], {"contains": [search]})]})

test_search if {
	[finding] := [f | some f in rule.findings] with input as _if({"text": "refs/heads/main refs/heads/dev", "context": "github.ref"})
	finding.severity == "medium"
	{f.severity | some f in rule.findings} == {"low"} with input as _if({"text": "a b", "context": "env.target"})
	{f.severity | some f in rule.findings} == {"medium"} with input as _if({"text": "a b", "context": "github.head_ref"})
}

test_long_ones_are_cut if {
	long := concat("", [c | some i in numbers.range(1, 70); c := substring("x", 0, min([i, 1]))])
	some finding in rule.findings with input as _if({"text": long, "context": "env.target"})
	contains(finding.message, "…")
}

test_quiet if {
	count(rule.findings) == 0 with input as _workflow({"on": "push", "jobs": {}, "$conditions": [_condition(["jobs", "a", "if"], {})]})
}
