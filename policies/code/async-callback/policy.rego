# METADATA
# title: Nobody waits for an async function
# description: >-
#   An async function is given to something that calls it and goes on. What follows runs before the work is done, and when the
#   work fails, the rejection has no handler: Node ends the process over it.
# custom:
#   id: async-callback
#   category: code/floating-promise
#   severity: medium
#   confidence: medium
#   persona: essential
#   scope: file
#   platforms: [typescript, javascript]
#   remedy: Loop with `for … of` and `await`, or catch inside the function whatever it may throw.
# related_resources:
#   - ref: https://nodejs.org/api/process.html#event-unhandledrejection
#   - ref: https://typescript-eslint.io/rules/no-misused-promises/
# schemas:
#   - input: schema.code
package groundwire.code.async_callback

findings contains finding if {
	input.role in {"server", "library"}
	some use in input.promises
	use.kind == "callback"
	_takes(use)
	finding := {
		"at": use.at,
		"subject": use.subject,
		"message": _message(use),
		"severity": _severity(use),
		"confidence": _confidence(use),
	}
}

_takes(use) if {
	use.taker in {"forEach", "map"}
	use.does != "none"
}

_takes(use) if {
	use.taker in {"event", "timer", "promise", "express"}
	use.failure == "escapes"
}

_message(use) := sprintf("`%s` does not wait for the async function that it is given: what follows runs before any element is done, and a failure is an unhandled rejection.", [use.name]) if {
	use.taker in {"forEach", "map"}
} else := "A failure inside an async executor settles nothing: whoever waits for this promise waits for ever." if {
	use.taker == "promise"
} else := sprintf("express before version 5 drops the promise of an async handler: when it fails, `%s` never answers, and the unhandled rejection ends the process.", [use.name]) if {
	use.taker == "express"
} else := sprintf("`%s` drops the promise of its async function: when that fails, the unhandled rejection ends the process.", [use.name])

_severity(use) := "high" if {
	use.taker == "express"
} else := "medium"

# What the file did before the change is how its authors want it, or how they deal with it elsewhere.
_confidence(use) := "low" if {
	_habit(use)
} else := "high" if {
	use.taker in {"forEach", "map"}
	use.does == "io"
} else := "medium" if {
	use.taker in {"forEach", "map", "promise", "express"}
} else := "medium" if {
	use.does == "io"
	input.role == "server"
} else := "low"

_habit(use) if {
	some earlier in data.groundwire.before.promises
	earlier.kind == "callback"
	earlier.taker == use.taker
	earlier.failure == use.failure
}
