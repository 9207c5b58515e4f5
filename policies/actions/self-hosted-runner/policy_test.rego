package groundwire.actions.self_hosted_runner_test

import data.groundwire.actions.self_hosted_runner as rule

_facts := {"$kind": "workflow", "$expressions": [], "$conditions": [], "$scripts": []}

_workflow(parts) := object.union(_facts, parts)

_on(runs_on) := _workflow({"on": "push", "jobs": {"a": {"runs-on": runs_on, "steps": []}}})

test_own if {
	every runs_on in ["self-hosted", ["self-hosted", "linux"], {"group": "big"}, {"labels": ["self-hosted"]}] {
		count(rule.findings) == 1 with input as _on(runs_on)
	}
}

test_hosted if {
	every runs_on in ["ubuntu-latest", ["ubuntu-latest"], "${{ inputs.os }}", "${{ matrix.os }}"] {
		count(rule.findings) == 0 with input as _on(runs_on)
	}
}

test_matrix if {
	job := {"runs-on": "${{ matrix.os }}", "strategy": {"matrix": {"os": ["ubuntu-latest"], "include": [{"os": ["self-hosted", "gpu"]}]}}}
	count(rule.findings) == 1 with input as _workflow({"on": "push", "jobs": {"a": job}})
	excluded := {"runs-on": "${{ matrix.os }}", "strategy": {"matrix": {"os": ["ubuntu-latest", "self-hosted"], "exclude": [{"os": "self-hosted"}]}}}
	count(rule.findings) == 0 with input as _workflow({"on": "push", "jobs": {"a": excluded}})
	nested := {"runs-on": "${{ matrix.target.os }}", "strategy": {"matrix": {"target": [{"os": "self-hosted"}]}}}
	count(rule.findings) == 1 with input as _workflow({"on": "push", "jobs": {"a": nested}})
}

test_label_of_the_run if {
	some finding in rule.findings with input as _on(["${{ inputs.os }}"])
	contains(finding.message, "may be")
}
