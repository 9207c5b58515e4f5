package groundwire.actions.unsound_condition_test

import data.groundwire.actions.unsound_condition as rule

_facts := {"$kind": "workflow", "$expressions": [], "$conditions": [], "$scripts": []}

_workflow(parts) := object.union(_facts, parts)

_condition(path, facts) := object.union({"at": path, "text": "x", "padded": false, "readable": true, "mentions": [], "contains": [], "bots": [], "falsyBranches": []}, facts)

_if(facts) := _workflow({"on": "push", "jobs": {"build": {"steps": [{"name": "go", "run": "x"}]}}, "$conditions": [_condition(["jobs", "build", "steps", 0, "if"], facts)]})

test_padded if {
	[finding] := [f | some f in rule.findings] with input as _if({"padded": true, "text": "${{ a }} && b"})
	contains(finding.message, "other text beside the braces")
	contains(finding.message, "`build/go` runs")
}

test_a_line_break if {
	some finding in rule.findings with input as _if({"padded": true, "text": "${{ a }}"})
	contains(finding.message, "a line break")
}

test_of_a_job if {
	some finding in rule.findings with input as _workflow({"on": "push", "jobs": {"build": {}}, "$conditions": [_condition(["jobs", "build", "if"], {"padded": true})]})
	contains(finding.message, "`build` runs")
}

test_long_ones_are_cut if {
	long := sprintf("${{ a }} && %s", [concat("", [c | some i in numbers.range(1, 90); c := substring("x", 0, min([i, 1]))])])
	some finding in rule.findings with input as _if({"padded": true, "text": long})
	contains(finding.message, "…")
}

test_sound if {
	count(rule.findings) == 0 with input as _if({})
}
