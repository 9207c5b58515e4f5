package groundwire.actions.concurrency_removed_test

import data.groundwire.actions.concurrency_removed as rule

_facts := {"$kind": "workflow", "$expressions": [], "$conditions": [], "$scripts": []}

_workflow(parts) := object.union(_facts, parts)

_with(job, more) := _workflow(object.union({"on": "push", "jobs": {"a": job}}, more))

test_workflow if {
	[finding] := [f | some f in rule.findings] with input as _with({"steps": []}, {}) with data.groundwire.before as _with({"steps": []}, {"concurrency": {"group": "deploy"}})
	finding.severity == "medium"
	contains(finding.message, "`deploy`")
	finding.fix.params.value == {"group": "deploy"}
}

test_job_that_deploys if {
	steps := [{"run": "kubectl apply -f x"}]
	[finding] := [f | some f in rule.findings] with input as _with({"steps": steps}, {}) with data.groundwire.before as _with({"steps": steps, "concurrency": "deploy"}, {})
	finding.severity == "high"
	finding.at == ["jobs", "a", "concurrency"]
}

test_unnamed if {
	some finding in rule.findings with input as _with({"steps": []}, {}) with data.groundwire.before as _with({"steps": []}, {"concurrency": {"cancel-in-progress": true}})
	contains(finding.message, "`?`")
}

test_quiet if {
	count(rule.findings) == 0 with input as _with({"steps": []}, {})
	count(rule.findings) == 0 with input as _with({"steps": []}, {"concurrency": "x"}) with data.groundwire.before as _with({"steps": [], "concurrency": "y"}, {})
	count(rule.findings) == 1 with input as _with({"steps": []}, {"concurrency": "x"}) with data.groundwire.before as _with({"steps": [], "concurrency": "y"}, {"concurrency": "x"})
	count(rule.findings) == 0 with input as _with({"steps": [], "concurrency": "x"}, {}) with data.groundwire.before as _with({"steps": []}, {"concurrency": "y"})
}

test_no_longer_cancelled if {
	old := {"group": "x", "cancel-in-progress": true}
	[finding] := [f | some f in rule.findings] with input as _with({"steps": []}, {"concurrency": {"group": "x"}}) with data.groundwire.before as _with({"steps": []}, {"concurrency": old})
	finding.at == ["concurrency", "cancel-in-progress"]
	finding.severity == "low"
	[of_job] := [f | some f in rule.findings] with input as _with({"steps": [], "concurrency": {"group": "x"}}, {}) with data.groundwire.before as _with({"steps": [], "concurrency": old}, {})
	of_job.subject == "a"
	steps := [{"run": "kubectl apply -f x"}]
	count(rule.findings) == 0 with input as _with({"steps": steps}, {"concurrency": {"group": "x"}}) with data.groundwire.before as _with({"steps": steps}, {"concurrency": old})
}
