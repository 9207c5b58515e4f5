# METADATA
# title: A call that goes on after its caller has gone
# description: >-
#   When the caller gives up, work that does not get its signal goes on: the connection, the query and the memory are held for an
#   answer that nobody reads. Under load this is what keeps a service busy after its clients have left.
# custom:
#   id: abort-not-propagated
#   category: code/abort-not-propagated
#   severity: medium
#   confidence: high
#   persona: essential
#   scope: file
#   platforms: [typescript, javascript]
#   remedy: Pass the caller's signal on; combine it with a deadline by `AbortSignal.any([signal, AbortSignal.timeout(ms)])`.
# related_resources:
#   - ref: https://developer.mozilla.org/docs/Web/API/AbortSignal/any_static
#   - ref: https://nodejs.org/api/globals.html#class-abortsignal
# schemas:
#   - input: schema.code
package groundwire.code.abort_not_propagated

# The signal is a parameter of the function, and the call that is waited for does not get it.
findings contains finding if {
	some use in _asked
	use.state == "absent"
	use.source == "parameter"
	finding := object.union(
		{
			"at": use.at,
			"subject": use.subject,
			"message": sprintf("`%s` does not get `%s`: when the caller gives up, this call goes on for an answer that nobody reads.", [use.name, use.atHand]),
			"confidence": _absent_confidence(use),
		},
		_fix(use),
	)
}

# The request's own signal, where the calls around this one get it.
findings contains finding if {
	some use in _asked
	use.state == "absent"
	use.source in {"request", "member"}
	some other in input.signalUses
	other.subject == use.subject
	other.state == "passed"
	finding := object.union(
		{
			"at": use.at,
			"subject": use.subject,
			"message": sprintf("`%s` does not get `%s`, which `%s` in this function does: when the client goes away, only one of them ends.", [use.name, use.atHand, other.name]),
			"confidence": "medium",
		},
		_fix(use),
	)
}

# `undefined` in place of a signal.
findings contains finding if {
	some use in _asked
	use.state == "undefined"
	finding := object.union(
		{
			"at": use.at,
			"subject": use.subject,
			"message": sprintf("`%s` gets `undefined` where it takes a signal: %s.", [use.name, _undefined(use)]),
			"confidence": _undefined_confidence(use),
		},
		_fix(use),
	)
}

# A deadline of its own in place of the caller's signal.
findings contains finding if {
	some use in _asked
	use.state == "replaced"
	use.source == "parameter"
	finding := {
		"at": use.at,
		"subject": use.subject,
		"message": sprintf("`%s` has a deadline of its own and does not get `%s`: when the caller gives up, it goes on until the deadline. `AbortSignal.any` takes both.", [use.name, use.atHand]),
		"severity": "low",
		"confidence": "low",
	}
}

# The signal of a `Request` that nobody keeps.
findings contains finding if {
	_runs
	some use in input.signalUses
	use.state == "weak"
	finding := {
		"at": use.at,
		"subject": use.subject,
		"message": sprintf("`%s` belongs to a `Request` that is let go here and follows the caller's signal through a weak reference: once it is collected, aborts and timeouts of the caller no longer arrive.", [use.name]),
		"confidence": "medium",
	}
}

# The change took the signal away.
findings contains finding if {
	_runs
	some use in input.signalUses
	earlier := _lost(use)
	finding := object.union(
		{
			"at": use.at,
			"subject": use.subject,
			"message": sprintf("`%s` no longer gets the signal of its caller: when the caller gives up, this call goes on for an answer that nobody reads.", [use.name]),
			"confidence": "high",
			"was": earlier.at,
		},
		_fix(use),
	)
}

# At base the call of that function and number had a signal, and fewer of them have one now.
_lost(use) := earlier if {
	use.awaited
	_without(use)
	[use.subject, use.name] in _had
	passed := [other | some other in data.groundwire.before.signalUses; _same(other, use); other.state == "passed"]
	kept := [other | some other in input.signalUses; _same(other, use); other.state == "passed"]
	count(passed) > count(kept)
	count([other | some other in input.signalUses; _same(other, use)]) <= count([other | some other in data.groundwire.before.signalUses; _same(other, use)])
	some earlier in passed
	earlier.ordinal == use.ordinal
}

# What had a signal at base, so that only those are compared call by call.
_had := {[other.subject, other.name] | some other in data.groundwire.before.signalUses; other.state == "passed"}

_without(use) if use.state in {"absent", "undefined"}

_without(use) if {
	use.state == "replaced"
	use.source == "parameter"
}

_same(a, b) if {
	a.subject == b.subject
	a.name == b.name
}

_asked := [use |
	_runs
	some use in input.signalUses
	use.awaited
	use.kind != "other"
	not use.cleanup
	not _lost(use)
	not _habit(use)
]

# At base the same call went without it already: a signal that came later to its function is no mistake of this line.
_habit(use) if {
	some other in data.groundwire.before.signalUses
	_same(other, use)
	other.ordinal == use.ordinal
	other.state == use.state
	other.atHand == use.atHand
}

_runs if input.role in {"server", "library"}

# A function of the repository may take a signal for one of its ways only.
_absent_confidence(use) := "high" if {
	use.kind == "outbound"
} else := "medium"

_undefined(use) := sprintf("`%s` is at hand, and without it this goes on after the caller has gone", [use.atHand]) if {
	use.atHand != ""
} else := "nothing can end it when the caller gives up"

_undefined_confidence(use) := "high" if {
	use.atHand != ""
} else := "low"

_fix(use) := {"fix": use.fix} if {
	use.fix
} else := {}
