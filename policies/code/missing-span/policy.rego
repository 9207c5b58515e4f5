# METADATA
# title: Work that no trace shows
# description: >-
#   Work without a span is a gap in every trace: when the job is slow or fails, its calls appear as unconnected requests, and
#   nobody sees what started them or where the time went.
# custom:
#   id: missing-span
#   category: code/missing-span
#   severity: medium
#   confidence: medium
#   persona: essential
#   scope: file
#   remedy: Run the work inside a span, as the rest of the service does, and end it in every case.
# related_resources:
#   - ref: https://opentelemetry.io/docs/languages/js/instrumentation/#create-spans
# schemas:
#   - input: schema.code
package groundwire.code.missing_span

# The change took the span away.
findings contains finding if {
	_runs
	some unit in input.workUnits
	_lost(unit)
	finding := {
		"at": unit.at,
		"subject": unit.subject,
		"message": sprintf("%s no longer runs inside a span: its calls show up in traces as strangers, with nothing that says what started them.", [_name(unit)]),
		"confidence": "high",
	}
}

# The change took the span away; instrumentation still makes one of its own for such work.
findings contains finding if {
	_runs
	some unit in input.workUnits
	_replaced(unit)
	finding := {
		"at": unit.at,
		"subject": unit.subject,
		"message": sprintf("%s no longer runs inside a span of its own: what that said about the work is left to the instrumentation of its library.", [_name(unit)]),
		"severity": "low",
	}
}

# The change took the span away from around work that is no unit of its own.
findings contains finding if {
	_runs
	some subject in {call.subject | some call in _bared}
	first := min([index | some index, call in input.tracedCalls; call in _bared; call.subject == subject])
	call := input.tracedCalls[first]
	not _told(call)
	finding := object.union(
		{
			"at": call.at,
			"subject": call.subject,
			"message": sprintf("`%s` no longer runs inside a span%s: no trace shows how long it takes or that it fails.", [call.name, _own(call)]),
		},
		_weight(call),
	)
}

# A new consumer, job or task in a service that makes spans by hand.
findings contains finding if {
	_runs
	input.profile.tracing.manual
	some unit in input.workUnits
	unit.kind in {"consumer", "job", "task"}
	unit.span == "absent"
	not _lost(unit)
	not _habit(unit.kind)
	finding := {
		"at": unit.at,
		"subject": unit.subject,
		"message": sprintf("%s runs outside any span, and no instrumentation of this service makes one for it: when it is slow or fails, no trace shows where.", [_name(unit)]),
	}
}

# One call left out where this file's other calls of the same client have their span.
findings contains finding if {
	input.role == "server"
	some call in input.outboundCalls
	call.kind == "call"
	call.span == "absent"
	spanned := [other | some other in input.outboundCalls; other.client == call.client; other.span == "manual"]
	count(spanned) > 1
	finding := {
		"at": call.at,
		"subject": call.subject,
		"message": sprintf("This call of %s has no span; the %d other calls of it in this file have one.", [call.client, count(spanned)]),
		"severity": "low",
	}
}

# At base this file already held such work without a span, and none with one: it is how this service wants it.
_habit(kind) if {
	earlier := [unit | some unit in data.groundwire.before.workUnits; unit.kind == kind]
	count([unit | some unit in earlier; unit.span == "absent"]) > 0
	count([unit | some unit in earlier; unit.span == "manual"]) == 0
}

# Calls that had a span around them at base and have one less, in a file that has lost a span and got no other for it.
default _bared := set()

_bared := {call |
	some earlier in data.groundwire.before.tracedCalls
	earlier.kind == "call"
	earlier.depth > 0
	some call in input.tracedCalls
	call.name == earlier.name
	call.kind == "call"
	call.depth < earlier.depth
	call.wrappers <= earlier.wrappers
	_function(call.subject) == _function(earlier.subject)
	_deep(data.groundwire.before.tracedCalls, earlier) > _deep(input.tracedCalls, earlier)
	_shallow(data.groundwire.before.tracedCalls, earlier) < _shallow(input.tracedCalls, earlier)
} if {
	_spans(data.groundwire.before.tracedCalls) > _spans(input.tracedCalls)
}

_spans(calls) := count([1 | some call in calls; call.kind == "span"])

_deep(calls, like) := count([1 |
	some call in calls
	_same_call(call, like)
	call.depth >= like.depth
])

_shallow(calls, like) := count([1 |
	some call in calls
	_same_call(call, like)
	call.depth < like.depth
])

_same_call(a, b) if {
	a.name == b.name
	a.kind == b.kind
	_function(a.subject) == _function(b.subject)
}

# The innermost function: what stands around it may have been rewritten.
_function(subject) := parts[count(parts) - 1] if parts := split(subject, ".")

# The unit of work that it belongs to says so already.
_told(call) if {
	some unit in input.workUnits
	_gone(unit)
	_belongs(call, unit)
}

_belongs(call, unit) if call.entry == unit.name

_belongs(call, unit) if call.subject == unit.subject

_gone(unit) if _lost(unit)

_gone(unit) if _replaced(unit)

_weight(call) := {"severity": "low"} if {
	call.depth > 0
} else := {"confidence": "high"}

_own(call) := " of its own" if {
	call.depth > 0
} else := ""

_runs if input.role in {"server", "library", "cli"}

_lost(unit) if {
	unit.span == "absent"
	not _newly_instrumented
	some earlier in data.groundwire.before.workUnits
	earlier.kind == unit.kind
	earlier.subject == unit.subject
	earlier.name == unit.name
	earlier.span == "manual"
	_count(data.groundwire.before.workUnits, unit) < _count(input.workUnits, unit)
}

_replaced(unit) if {
	unit.span == "auto"
	unit.kind != "publish"
	some earlier in data.groundwire.before.workUnits
	earlier.kind == unit.kind
	earlier.subject == unit.subject
	earlier.name == unit.name
	earlier.span == "manual"
	_count(data.groundwire.before.workUnits, unit) < _count(input.workUnits, unit)
	not _newly_instrumented
}

# Instrumentation that came with this change is what the span by hand was given up for.
_newly_instrumented if {
	some name in input.profile.tracing.instruments
	not name in data.groundwire.before.profile.tracing.instruments
}

# The profile counts it only once it stood at base.
_newly_instrumented if count(input.profile.newly.instruments) > 0

# Several units of one name: moving the one that never had a span is no loss.
_count(units, like) := count([1 |
	some unit in units
	unit.kind == like.kind
	unit.subject == like.subject
	unit.name == like.name
	unit.span == like.span
])

_name(unit) := sprintf("The %s `%s`", [unit.kind, trim_suffix(trim_prefix(unit.name, sprintf("%s ", [unit.kind])), sprintf(" %s", [unit.kind]))])
