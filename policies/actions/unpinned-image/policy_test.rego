package groundwire.actions.unpinned_image_test

import data.groundwire.actions.unpinned_image as rule

_facts := {"$kind": "workflow", "$expressions": [], "$conditions": [], "$scripts": []}

_workflow(parts) := object.union(_facts, parts)

_in(container) := _workflow({"on": "push", "jobs": {"a": {"container": container, "steps": []}}})

test_floating if {
	every image in ["node", "node:latest", "registry.example:5000/team/app"] {
		count(rule.findings) == 1 with input as _in(image)
		count(rule.findings) == 1 with input as _in({"image": image})
	}
}

test_quiet if {
	every image in ["node:20", "node:latest@sha256:aa", "registry.example:5000/team/app:1", "${{ inputs.image }}", ""] {
		count(rule.findings) == 0 with input as _in(image)
	}
}

test_services_steps_and_actions if {
	count(rule.findings) == 1 with input as _workflow({"on": "push", "jobs": {"a": {"services": {"db": {"image": "postgres"}, "q": {"image": "redis:7"}}, "steps": []}}})
	count(rule.findings) == 1 with input as _workflow({"on": "push", "jobs": {"a": {"steps": [{"uses": "docker://alpine"}]}}})
	count(rule.findings) == 1 with input as object.union(_facts, {"$kind": "action", "runs": {"using": "docker", "image": "docker://alpine"}})
	count(rule.findings) == 0 with input as object.union(_facts, {"$kind": "action", "runs": {"using": "docker", "image": "Dockerfile"}})
}

test_matrix if {
	job := {"container": {"image": "${{ matrix.image }}"}, "strategy": {"matrix": {"image": ["a:1"], "include": [{"image": "b"}]}}, "steps": []}
	[finding] := [f | some f in rule.findings] with input as _workflow({"on": "push", "jobs": {"a": job}})
	finding.message == "`b` is whatever was pushed last when the job starts (a value of `matrix.image`)."
}

test_the_digest_is_gone if {
	[finding] := [f | some f in rule.findings] with input as _in("node:20") with data.groundwire.before as _in("node:20@sha256:aa")
	finding.severity == "high"
	count(rule.findings) == 0 with input as _in("node:20@sha256:bb") with data.groundwire.before as _in("node:20@sha256:aa")
}
