# METADATA
# title: A promise is dropped
# description: >-
#   Nobody waits for the call and nobody hears of its failure: the answer is sent before the work is done, the work is lost when
#   the process ends, and a rejection that nobody handles ends the process itself.
# custom:
#   id: floating-promise
#   category: code/floating-promise
#   severity: medium
#   confidence: medium
#   persona: essential
#   scope: file
#   platforms: [typescript, javascript]
#   remedy: Await the call or return it; where it shall run on its own, give it a `.catch` that reports the failure.
# related_resources:
#   - ref: https://nodejs.org/api/process.html#event-unhandledrejection
#   - ref: https://typescript-eslint.io/rules/no-floating-promises/
# schemas:
#   - input: schema.code
package groundwire.code.floating_promise

# The change took the `await` or the `.catch` away.
findings contains finding if {
	_runs
	some use in input.promises
	_dropped(use)
	_lost(use)
	finding := object.union(
		{
			"at": use.at,
			"subject": use.subject,
			"message": sprintf("`%s` is no longer %s: %s", [use.name, _kept_before(use), _consequence(use)]),
			"severity": _severity(use),
			"confidence": "high",
		},
		_fix(use),
	)
}

# A query that is sent once somebody waits for it, and nobody does.
findings contains finding if {
	_runs
	some use in input.promises
	_dropped(use)
	not _lost(use)
	use.promise == "lazy"
	finding := object.union(
		{
			"at": use.at,
			"subject": use.subject,
			"message": sprintf("`%s` is never awaited, and its library sends a query only when somebody waits for it: this one never runs.", [use.name]),
			"severity": "high",
			"confidence": "high",
		},
		_fix(use),
	)
}

# A call that leads out of the process, with nobody to wait for it or to hear that it failed.
findings contains finding if {
	_runs
	some use in input.promises
	_dropped(use)
	not _lost(use)
	_sure(use)
	not _on_its_own(use)
	finding := object.union(
		{
			"at": use.at,
			"subject": use.subject,
			"message": sprintf("Nobody waits for `%s`%s: %s", [use.name, _where(use), _consequence(use)]),
			"severity": _severity(use),
			"confidence": _confidence(use),
		},
		_fix(use),
	)
}

_runs if input.role in {"server", "library"}

_dropped(use) if {
	use.kind == "call"
	use.state == "floating"
	use.inside != "module"
}

# At base this function waited for the call, or dealt with its failure, more often than now.
_lost(use) if {
	not _keeps_its_failure(use)
	_kept(data.groundwire.before.promises, use) > _kept(input.promises, use)
	_floating(data.groundwire.before.promises, use) < _floating(input.promises, use)
}

# What catches whatever fails in it needs no handler; where it was waited for, its end may matter.
_keeps_its_failure(use) if {
	use.failure == "handled"
	every earlier in [earlier | some earlier in data.groundwire.before.promises; _same(earlier, use)] {
		earlier.state != "awaited"
	}
}

_kept(uses, like) := count([1 |
	some use in uses
	_same(use, like)
	use.state in {"awaited", "caught"}
])

_floating(uses, like) := count([1 |
	some use in uses
	_same(use, like)
	use.state == "floating"
])

_same(a, b) if {
	a.kind == b.kind
	a.name == b.name
	_function(a.subject) == _function(b.subject)
}

# The innermost function: what stands around it may have been rewritten.
_function(subject) := parts[count(parts) - 1] if parts := split(subject, ".")

_kept_before(use) := "awaited" if {
	some earlier in data.groundwire.before.promises
	_same(earlier, use)
	earlier.state == "awaited"
} else := "given a handler for its failure"

# What is known to be a promise, can fail and leads out of the process.
_sure(use) if {
	use.promise in {"async", "declared", "known"}
	use.failure != "handled"
	use.does == "io"
}

# Telemetry and work that is meant to go on by itself, by its name.
_on_its_own(use) if regex.match(`(?i)(?:^|[._])(?:track|capture|identify|report|record|log|notify|emit|measure|ping|prefetch|preload|warm|poll|schedule|start|run|listen|loop|watch|close|disconnect|quit|shutdown|stop|destroy|terminate|kill|abort|cancel)\w*$|telemetry|analytics|metric|posthog|background|async$`, use.name)

_where(use) := sprintf(" in `%s`", [use.entry]) if use.entry

_where(use) := "" if not use.entry

_consequence(use) := "what follows runs before it is done, and its failure is an unhandled rejection." if {
	use.inside == "async"
} else := "its failure is an unhandled rejection, which ends the process."

_severity(use) := "high" if {
	use.entry
	use.inside == "async"
} else := "medium"

_confidence(use) := "high" if {
	use.inside == "async"
	use.promise == "async"
	use.failure == "escapes"
} else := "medium" if {
	use.inside == "async"
} else := "medium" if {
	use.entry
	use.failure == "escapes"
} else := "low"

_fix(use) := {"fix": use.fix} if use.fix

_fix(use) := {} if not use.fix
