package groundwire.actions.self_hosted_pull_request_test

import data.groundwire.actions.self_hosted_pull_request as rule

_facts := {"$kind": "workflow", "$expressions": [], "$conditions": [], "$scripts": []}

_workflow(parts) := object.union(_facts, parts)

_on(event, runs_on) := _workflow({"on": event, "jobs": {"a": {"runs-on": runs_on, "steps": []}}})

test_pull_request if {
	[finding] := [f | some f in rule.findings] with input as _on("pull_request", "self-hosted")
	finding.at == ["jobs", "a", "runs-on"]
}

test_quiet if {
	count(rule.findings) == 0 with input as _on("push", "self-hosted")
	count(rule.findings) == 0 with input as _on("pull_request", "ubuntu-latest")
}
