package groundwire.actions.missing_rollback_test

import data.groundwire.actions.missing_rollback as rule

_facts := {"$kind": "workflow", "$expressions": [], "$conditions": [], "$scripts": []}

_workflow(parts) := object.union(_facts, parts)

_with(steps) := _workflow({"on": "push", "jobs": {"deploy": {"steps": steps}}})

test_none if {
	[finding] := [f | some f in rule.findings] with input as _with([{"run": "kubectl apply -f k8s"}])
	finding.at == ["jobs", "deploy", "steps", 0]
}

test_quiet if {
	count(rule.findings) == 0 with input as _with([{"run": "helm upgrade --atomic web ."}])
	count(rule.findings) == 0 with input as _with([{"run": "kubectl apply -f k8s"}, {"if": "failure()", "run": "kubectl rollout undo deployment/web"}])
	count(rule.findings) == 0 with input as _with([{"run": "kubectl apply -f k8s"}, {"name": "Roll back", "run": "./x.sh"}])
	count(rule.findings) == 0 with input as object.union(_with([{"run": "kubectl apply -f k8s"}]), {"on": {"workflow_dispatch": {"inputs": {"version": {}}}}})
	count(rule.findings) == 0 with input as _with([{"run": "make"}])
}
