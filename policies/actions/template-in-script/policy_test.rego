package groundwire.actions.template_in_script_test

import data.groundwire.actions.template_in_script as rule

_facts := {"$kind": "workflow", "$expressions": [], "$conditions": [], "$scripts": []}

_workflow(parts) := object.union(_facts, parts)

_expression(path, flows) := {
	"at": array.concat(path, ["$expression", 0]), "in": path, "text": concat(" || ", flows), "flows": flows, "mentions": flows, "functions": [],
	"allSecrets": false, "splitSecrets": [], "contains": [], "bots": [], "falsyBranches": [],
}

_run := ["jobs", "build", "steps", 0, "run"]

_with(flows) := _workflow({"on": "push", "jobs": {"build": {"steps": [{"run": "echo"}]}}, "$expressions": [_expression(_run, flows)]})

test_any_text if {
	[finding] := [f | some f in rule.findings] with input as _with(["github.repository"])
	finding.message == "`github.repository` is pasted into the program of `build/echo` as text; by `env` it would stay a value."
	count(rule.findings) == 1 with input as _with(["secrets.token"])
	count(rule.findings) == 1 with input as _with(["?"])
	count(rule.findings) == 1 with input as _with(["steps.a.outputs.b"])
}

test_what_cannot_hold_a_command if {
	count(rule.findings) == 0 with input as _with(["github.sha", "needs.a.result", "steps.a.outcome", "github.event.issue.number"])
	count(rule.findings) == 0 with input as _with([])
}

test_a_secret_that_decides if {
	secret := object.union(_expression(_run, []), {"mentions": ["secrets.a"]})
	count(rule.findings) == 1 with input as object.union(_with([]), {"$expressions": [secret]})
}

test_a_matrix_of_literals if {
	document := object.union(_with(["matrix.os"]), {"jobs": {"build": {"strategy": {"matrix": {"os": ["a"]}}, "steps": [{"run": "echo"}]}}})
	count(rule.findings) == 0 with input as document
	given := _expression(["jobs", "build", "strategy", "matrix", "os"], ["needs.list.outputs.os"])
	count(rule.findings) == 1 with input as object.union(document, {"$expressions": [_expression(_run, ["matrix.os"]), given]})
}

test_long_ones_are_cut if {
	text := concat("", [c | some i in numbers.range(1, 70); c := substring("x", 0, min([i, 1]))])
	long := object.union(_expression(_run, ["github.workflow"]), {"text": text})
	some finding in rule.findings with input as object.union(_with([]), {"$expressions": [long]})
	contains(finding.message, "…")
}

test_other_rules_speak_about_those if {
	every context in ["inputs.a", "github.event.inputs.a", "github.event.client_payload.a", "github.ref", "github.event.issue.title"] {
		count(rule.findings) == 0 with input as _with([context])
	}
}
