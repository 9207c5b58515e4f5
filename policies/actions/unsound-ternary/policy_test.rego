package groundwire.actions.unsound_ternary_test

import data.groundwire.actions.unsound_ternary as rule

_facts := {"$kind": "workflow", "$expressions": [], "$conditions": [], "$scripts": []}

_workflow(parts) := object.union(_facts, parts)

_expression(path, flows) := {
	"at": array.concat(path, ["$expression", 0]), "in": path, "text": concat(" || ", flows), "flows": flows, "mentions": flows, "functions": [],
	"allSecrets": false, "splitSecrets": [], "contains": [], "bots": [], "falsyBranches": [],
}

_run := ["jobs", "build", "steps", 0, "run"]

_script(facts) := object.union({"at": _run, "shell": "bash", "writes": [], "fetches": [], "commands": [], "prints": [], "variables": []}, facts)

_condition(path, facts) := object.union({"at": path, "text": "x", "padded": false, "readable": true, "mentions": [], "contains": [], "bots": [], "falsyBranches": []}, facts)

_with(branches, text) := _workflow({"on": "push", "jobs": {}, "$expressions": [object.union(_expression(_run, []), {"falsyBranches": branches, "text": text})]})

test_never if {
	[finding] := [f | some f in rule.findings] with input as _with(["''"], "a && '' || 'b'")
	contains(finding.message, "never gives `''`")
}

test_condition if {
	conditions := [_condition(["jobs", "a", "if"], {"falsyBranches": ["false"], "text": "a && false || b"}), _condition(["jobs", "b", "if"], {"falsyBranches": ["false"], "text": "${{ a && false || b }}"})]
	count(rule.findings) == 1 with input as _workflow({"on": "push", "jobs": {}, "$conditions": conditions})
}

test_long_ones_are_cut if {
	some finding in rule.findings with input as _with(["''"], concat("", [c | some i in numbers.range(1, 90); c := substring("x", 0, min([i, 1]))]))
	contains(finding.message, "…")
}

test_sound if {
	count(rule.findings) == 0 with input as _with([], "a && 'b' || ''")
}
