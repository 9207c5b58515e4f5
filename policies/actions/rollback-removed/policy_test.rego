package groundwire.actions.rollback_removed_test

import data.groundwire.actions.rollback_removed as rule

_facts := {"$kind": "workflow", "$expressions": [], "$conditions": [], "$scripts": []}

_workflow(parts) := object.union(_facts, parts)

_with(steps) := _workflow({"on": "push", "jobs": {"deploy": {"steps": steps}}})

test_gone if {
	before := _with([{"run": "kubectl apply -f k8s"}, {"name": "Roll back", "if": "failure()", "run": "kubectl rollout undo deployment/web"}])
	[finding] := [f | some f in rule.findings] with input as _with([{"run": "kubectl apply -f k8s"}]) with data.groundwire.before as before
	contains(finding.message, "it was `deploy/Roll back`")
}

test_the_input_is_gone if {
	before := object.union(_with([{"run": "kubectl apply -f k8s"}]), {"on": {"workflow_dispatch": {"inputs": {"version": {}}}}})
	some finding in rule.findings with input as _with([{"run": "kubectl apply -f k8s"}]) with data.groundwire.before as before
	endswith(finding.message, "is gone.")
}

test_quiet if {
	count(rule.findings) == 0 with input as _with([{"run": "kubectl apply -f k8s"}])
	count(rule.findings) == 0 with input as _with([{"run": "make"}]) with data.groundwire.before as _with([{"run": "helm upgrade --atomic web ."}])
}
