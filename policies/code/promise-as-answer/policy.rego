# METADATA
# title: A promise is taken for its answer
# description: >-
#   A promise is an object, and an object is always true. A condition that tests one holds for everybody: the check that it was
#   written for never happens.
# custom:
#   id: promise-as-answer
#   category: code/floating-promise
#   severity: high
#   confidence: high
#   persona: essential
#   scope: file
#   platforms: [typescript, javascript]
#   remedy: Await the call before its answer is tested; resolve the answers of all elements first, then filter.
# related_resources:
#   - ref: https://typescript-eslint.io/rules/no-misused-promises/
# schemas:
#   - input: schema.code
package groundwire.code.promise_as_answer

findings contains finding if {
	input.role in {"server", "library"}
	some use in input.promises
	use.kind in {"predicate", "condition"}
	finding := object.union(
		{
			"at": use.at,
			"subject": use.subject,
			"message": _message(use),
		},
		_fix(use),
	)
}

_message(use) := sprintf("`%s` takes the promise of its async function for the answer, and a promise is always true.", [use.name]) if {
	use.kind == "predicate"
} else := sprintf("`%s` gives a promise, and a promise is always true: this condition never asks what it was written for.", [use.name])

_fix(use) := {"fix": use.fix} if use.fix

_fix(use) := {} if not use.fix
