package groundwire.actions.environment_removed_test

import data.groundwire.actions.environment_removed as rule

_facts := {"$kind": "workflow", "$expressions": [], "$conditions": [], "$scripts": []}

_workflow(parts) := object.union(_facts, parts)

_with(job) := _workflow({"on": "push", "jobs": {"deploy": job}})

test_gone if {
	[finding] := [f | some f in rule.findings] with input as _with({"steps": []}) with data.groundwire.before as _with({"steps": [], "environment": "production"})
	finding.severity == "medium"
	finding.at == ["jobs", "deploy", "environment"]
	contains(finding.message, "`production`")
}

test_of_a_deployment if {
	steps := [{"run": "kubectl apply -f x"}]
	[finding] := [f | some f in rule.findings] with input as _with({"steps": steps}) with data.groundwire.before as _with({"steps": steps, "environment": {"name": "live"}})
	finding.severity == "high"
	contains(finding.message, "`live`")
}

test_with_secrets if {
	expression := {"at": [], "in": ["jobs", "deploy", "env", "A"], "mentions": ["secrets.key"], "flows": []}
	some finding in rule.findings with input as object.union(_with({"steps": []}), {"$expressions": [expression]}) with data.groundwire.before as _with({"steps": [], "environment": {"url": "x"}})
	finding.severity == "high"
	contains(finding.message, "`?`")
}

test_quiet if {
	count(rule.findings) == 0 with input as _with({"steps": []})
	count(rule.findings) == 0 with input as _with({"steps": [], "environment": "staging"}) with data.groundwire.before as _with({"steps": [], "environment": "production"})
}
