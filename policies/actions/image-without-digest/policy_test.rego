package groundwire.actions.image_without_digest_test

import data.groundwire.actions.image_without_digest as rule

_facts := {"$kind": "workflow", "$expressions": [], "$conditions": [], "$scripts": []}

_workflow(parts) := object.union(_facts, parts)

_in(container) := _workflow({"on": "push", "jobs": {"a": {"container": container, "steps": []}}})

test_tag if {
	count(rule.findings) == 1 with input as _in("node:20")
}

test_quiet if {
	every image in ["node", "node:20@sha256:aa", "${{ inputs.image }}", ""] {
		count(rule.findings) == 0 with input as _in(image)
	}
}
