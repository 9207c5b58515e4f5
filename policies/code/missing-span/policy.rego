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

_runs if input.role in {"server", "library", "cli"}

_lost(unit) if {
	unit.span == "absent"
	some earlier in data.groundwire.before.workUnits
	earlier.kind == unit.kind
	earlier.subject == unit.subject
	earlier.name == unit.name
	earlier.span == "manual"
	_count(data.groundwire.before.workUnits, unit) < _count(input.workUnits, unit)
}

# Several units of one name: moving the one that never had a span is no loss.
_count(units, like) := count([1 |
	some unit in units
	unit.kind == like.kind
	unit.subject == like.subject
	unit.name == like.name
	unit.span == "absent"
])

_name(unit) := sprintf("The %s `%s`", [unit.kind, trim_prefix(unit.name, sprintf("%s ", [unit.kind]))])
