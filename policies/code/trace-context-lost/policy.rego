# METADATA
# title: Work that loses its trace
# description: >-
#   The context of a trace travels with the asynchronous calls of one process, and no further: over a queue, into a worker or through a
#   callback that is kept, it has to be carried. Where it is not, the trace ends, and what happens afterwards is a trace of its own that
#   nobody finds from the request that caused it.
# custom:
#   id: trace-context-lost
#   category: code/trace-context-lost
#   severity: medium
#   confidence: medium
#   persona: essential
#   scope: file
#   platforms: [typescript, javascript]
#   remedy: Inject the context into the message and extract it where it is taken, bind kept functions to it, or give the span its parent.
# related_resources:
#   - ref: https://opentelemetry.io/docs/languages/js/propagation/
#   - ref: https://opentelemetry.io/docs/languages/js/context/
# schemas:
#   - input: schema.code
package groundwire.code.trace_context_lost

# The change took away what carried it.
findings contains finding if {
	_runs
	some crossing in input.contextCrossings
	was := _lost(crossing)
	finding := {
		"at": crossing.at,
		"subject": crossing.subject,
		"message": sprintf("%s no longer %s: %s", [_what(crossing), _did[crossing.kind], _so[crossing.kind]]),
		"confidence": "high",
		"was": was.at,
	}
}

# The call that carried it is gone, and the work that it was there for is not.
findings contains finding if {
	_runs
	some earlier in data.groundwire.before.contextCrossings
	_gone(earlier)
	anchor := _anchor(earlier)
	finding := {
		"at": anchor.at,
		"subject": anchor.subject,
		"message": sprintf("%s: %s", [_missing(earlier, anchor), _so[earlier.kind]]),
		"confidence": "high",
		"was": earlier.at,
	}
}

# A hook of the runtime is called outside of what caused it.
findings contains finding if {
	_runs
	some crossing in input.contextCrossings
	crossing.kind == "observer"
	crossing.context == "absent"
	not _lost(crossing)
	finding := {
		"at": crossing.at,
		"subject": crossing.subject,
		"message": sprintf("This span is made in a hook of `%s` and is given no parent: it lands in whatever trace is active at that moment, or in one of its own, and not in that of the work it is about.", [crossing.name]),
	}
}

# `context.with` around nothing.
findings contains finding if {
	_runs
	some crossing in input.contextCrossings
	crossing.kind == "scope"
	crossing.context == "absent"
	not _lost(crossing)
	finding := {
		"at": crossing.at,
		"subject": crossing.subject,
		"message": sprintf("`context.with` covers only what is called inside of its function, and nothing is: `%s` has begun in another context.", [crossing.name]),
	}
}

# One left out where the file's others carry it.
findings contains finding if {
	_runs
	some crossing in input.contextCrossings
	crossing.kind in {"message", "worker"}
	crossing.context == "absent"
	not _lost(crossing)
	carried := [other | some other in input.contextCrossings; other.kind == crossing.kind; other.context == "carried"]
	count(carried) > 0
	finding := {
		"at": crossing.at,
		"subject": crossing.subject,
		"message": sprintf("%s does not carry the context of the trace; `%s` in this file does. %s", [_what(crossing), carried[0].name, _capital(_so[crossing.kind])]),
	}
}

_runs if input.role in {"server", "library", "cli"}

_lost(crossing) := earlier if {
	crossing.context == "absent"
	some earlier in data.groundwire.before.contextCrossings
	earlier.context == "carried"
	_same(earlier, crossing)
	_count(data.groundwire.before.contextCrossings, earlier) > _count(input.contextCrossings, earlier)
}

_same(a, b) if {
	a.kind == b.kind
	a.subject == b.subject
	a.name == b.name
}

_count(crossings, like) := count([1 |
	some crossing in crossings
	_same(crossing, like)
	crossing.context == "carried"
])

_gone(earlier) if {
	earlier.kind in {"request", "scope"}
	earlier.context == "carried"
	_count(data.groundwire.before.contextCrossings, earlier) > _count(input.contextCrossings, earlier)
	not _fewer_absent(earlier)
	_all_carried(data.groundwire.before.contextCrossings, earlier.kind) > _all_carried(input.contextCrossings, earlier.kind)
}

# The same crossing is still there and has lost its context: that is said above.
_fewer_absent(earlier) if {
	some crossing in input.contextCrossings
	_same(crossing, earlier)
	crossing.context != "carried"
}

_all_carried(crossings, kind) := count([1 | some crossing in crossings; crossing.kind == kind; crossing.context == "carried"])

# A call that ran in the scope and still runs, out of it.
_anchor(earlier) := call if {
	earlier.kind == "scope"
	calls := [call |
		some call in input.tracedCalls
		call.kind == "call"
		call.name == earlier.name
		_function(call.subject) == _function(earlier.subject)
	]
	count(calls) > 0
	call := calls[0]
}

# What went out with the headers still goes out.
_anchor(earlier) := call if {
	earlier.kind == "request"
	calls := [call | some call in input.outboundCalls; call.subject == earlier.subject; call.kind == "call"]
	others := [call | some call in input.tracedCalls; call.subject == earlier.subject; call.kind == "call"]
	messages := [crossing | some crossing in input.contextCrossings; crossing.subject == earlier.subject; crossing.kind == "message"; crossing.context != "carried"]
	not _messages_lost(earlier)
	all := array.concat(array.concat(messages, calls), others)
	count(all) > 0
	call := all[0]
}

_messages_lost(earlier) if {
	some crossing in input.contextCrossings
	crossing.subject == earlier.subject
	_lost(crossing)
}

_function(subject) := parts[count(parts) - 1] if parts := split(subject, ".")

_missing(earlier, anchor) := sprintf("`%s` no longer runs in the context that `context.with` gave it", [earlier.name]) if {
	earlier.kind == "scope"
} else := sprintf("The context of the trace is no longer put into `%s`", [earlier.name]) if {
	anchor.at
}

_what(crossing) := sprintf("The message to `%s`", [crossing.name]) if {
	crossing.kind == "message"
} else := sprintf("The %s", [crossing.name]) if {
	crossing.kind == "consumer"
} else := sprintf("The function given to `%s`", [crossing.name]) if {
	crossing.kind == "callback"
} else := sprintf("`%s`", [crossing.name])

_did := {
	"message": "carries the context of the trace",
	"consumer": "takes up the context of the trace",
	"request": "carries the context of the trace",
	"worker": "is given the context of the trace",
	"callback": "is bound to the context of the trace",
	"observer": "gets its parent",
	"scope": "runs in the context that it was given",
}

_so := {
	"message": "the trace ends here, and whoever handles the message begins another.",
	"consumer": "what it does is a trace of its own, apart from the one that sent the message.",
	"request": "the service that answers begins a trace of its own.",
	"worker": "what the worker does is missing from the trace.",
	"callback": "when it runs, its spans and logs belong to no request, or to another one.",
	"observer": "the span belongs to no request, or to another one.",
	"scope": "its spans hang beside the one that they belong to.",
}

_capital(text) := concat("", [upper(substring(text, 0, 1)), substring(text, 1, -1)])
