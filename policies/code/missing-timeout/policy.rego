# METADATA
# title: Outbound call without a deadline
# description: >-
#   A call that waits for ever holds its socket, its memory and its caller when the other side hangs. One slow dependency
#   then takes the whole service with it.
# custom:
#   id: missing-timeout
#   category: code/missing-timeout
#   severity: high
#   confidence: high
#   persona: essential
#   scope: file
#   platforms: [typescript, javascript]
#   remedy: Give the call, or the client it is made with, a deadline that its own caller can live with.
#   params:
#     maxMs: null
# related_resources:
#   - ref: https://developer.mozilla.org/docs/Web/API/AbortSignal/timeout_static
#   - ref: https://aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter/
# schemas:
#   - input: schema.code
package groundwire.code.missing_timeout

# A call or a client with nothing that ends it.
findings contains finding if {
	some call in _calls
	_unbounded(call)
	not _shares_settings(call)
	finding := object.union(
		{
			"at": call.at,
			"subject": call.subject,
			"message": sprintf("%s %s%s.%s", [_name(call), _lack(call), _waiting(call), _siblings(call)]),
			"severity": _severity(call),
			"related": _related(call),
		},
		_fix(call),
	)
}

# Several clients made with the same settings are one remark, where the settings are.
findings contains finding if {
	some call in _calls
	_shares_settings(call)
	group := _sharing(call)
	finding := {
		"at": call.settings.at,
		"subject": call.settings.name,
		"message": sprintf("`%s` sets no deadline, and %d `%s` clients of this file are made with it.", [call.settings.name, count(group), call.client]),
		"severity": "medium",
		"related": [{"at": at} | some at in sort({other.at | some other in group})],
	}
}

# A deadline that stood here at base, where what is left cannot be judged by itself: a query builder, an injected client.
findings contains finding if {
	some call in _calls
	not _unbounded(call)
	not _shares_settings(call)
	_lost(call)
	finding := {
		"at": call.at,
		"subject": call.subject,
		"message": sprintf("%s lost the deadline that it had%s.", [_name(call), _default(call)]),
		"severity": _severity(call),
		"confidence": _lost_confidence(call),
		"related": _related(call),
	}
}

# A limit of time that base gave to something else: a wrapper in another file, a client of the repository's own.
findings contains finding if {
	_in_production
	some call in _bared
	not _bared_before(call)
	names := {limit.name | some limit in _gone(call)}
	finding := {
		"at": call.at,
		"subject": call.subject,
		"message": sprintf("`%s` no longer gets %s: when the other side hangs, nothing here ends the wait.", [call.name, _listed(names)]),
		"severity": "medium",
		"confidence": "medium",
		"was": sort({limit.at | some limit in _gone(call)}),
	}
}

# A deadline longer than the team allows.
findings contains finding if {
	some call in _calls
	call.deadline.state in {"literal", "inherited"}
	limit := data.groundwire.params["missing-timeout"].maxMs
	is_number(limit)
	call.deadline.ms > limit
	finding := {
		"at": call.at,
		"subject": call.subject,
		"message": sprintf("%s may take %v ms; at most %v ms are allowed here.", [_name(call), call.deadline.ms, limit]),
		"severity": "medium",
	}
}

# Only code that runs in production, for someone who waits.
_calls := [call | some call in input.outboundCalls; not _from_a_page(call)] if input.role == "server"

_calls := input.outboundCalls if {
	input.role == "library"
	not _runs_in_a_page
}

# A path without a host is the request of a page to its own server: on a server it would fail at once.
_from_a_page(call) if {
	call.family == "http"
	call.kind == "call"
	object.get(call.deadline, "reason", "") != "client"
	startswith(call.target, "/")
}

_runs_in_a_page if {
	some call in input.outboundCalls
	_from_a_page(call)
}

# Calls on an instance without a deadline are not each to blame: the instance is, where it is made.
_unbounded(call) if {
	call.deadline.state == "absent"
	object.get(call.deadline, "reason", "") != "client"
	not _left_to_its_calls(call)
}

# At base each call of this instance brought its own: the call that no longer does is to blame.
_left_to_its_calls(call) if {
	call.kind == "client"
	some other in data.groundwire.before.outboundCalls
	_same(other, call)
	other.deadline.reason == "calls"
}

_bounded(call) if {
	call.deadline.state in {"literal", "inherited"}
	object.get(call.deadline, "reason", "") != "default"
}

_same(a, b) if {
	a.client == b.client
	a.kind == b.kind
	a.subject == b.subject
}

_lost(call) if {
	not _stated(call)
	not _caller_says_how_long(call)
	not _told_at_the_instance(call)
	not _default_is_no_longer(call)
	earlier := [other | some other in data.groundwire.before.outboundCalls; _same(other, call)]
	now := [other | some other in input.outboundCalls; _same(other, call)]
	count(earlier) >= count(now)
	count([other | some other in earlier; _stated(other)]) > count([other | some other in now; _stated(other)])
}

# A setting that may turn out to be zero or undefined is still a setting: without it nobody can give the call a deadline.
_stated(call) if _bounded(call)

_stated(call) if {
	call.deadline.state == "unknown"
	call.deadline.reason in {"zero", "undefined"}
}

_in_production if input.role == "server"

_in_production if {
	input.role == "library"
	not _runs_in_a_page
}

# Calls with fewer limits than the same call had at base, and nothing that may have taken their place.
_bared := [call |
	some call in input.limitedCalls
	not _newly_open(call)
	count(_gone(call)) > 0
]

# What could not be seen at base either did not come in place of what is gone.
_newly_open(call) if {
	call.open
	every earlier in [earlier | some earlier in data.groundwire.before.limitedCalls; _same_callee(earlier, call)] {
		not earlier.open
	}
}

# One remark for a callee in a function.
_bared_before(call) if {
	first := [other | some other in _bared; other.name == call.name; other.subject == call.subject][0]
	first.at != call.at
}

_gone(call) := {limit |
	some earlier in data.groundwire.before.limitedCalls
	_same_callee(earlier, call)
	count(earlier.limits) > count(call.limits)
	some limit in earlier.limits
	not limit.name in {left.name | some left in call.limits}
	_limited(data.groundwire.before.limitedCalls, call, limit.name) > _limited(input.limitedCalls, call, limit.name)
	_alike(data.groundwire.before.limitedCalls, call) <= _alike(input.limitedCalls, call)
}

_same_callee(a, b) if {
	a.name == b.name
	a.subject == b.subject
}

_alike(calls, like) := count([1 | some call in calls; _same_callee(call, like)])

_limited(calls, like, name) := count([1 |
	some call in calls
	_same_callee(call, like)
	some limit in call.limits
	limit.name == name
])

_listed(names) := "its limit of time" if names == {"argument"}

_listed(names) := concat(" and ", [sprintf("`%s`", [name]) | some name in sort(names)]) if names != {"argument"}

# A number that became a parameter which every caller has to give.
_caller_says_how_long(call) if {
	call.deadline.state == "caller"
	call.deadline.reason == "duration"
}

# The instance lost what its calls had from it: it is to blame where it is made.
_told_at_the_instance(call) if {
	call.deadline.state == "absent"
	call.deadline.reason == "client"
	every earlier in [other | some other in data.groundwire.before.outboundCalls; _same(other, call)] {
		earlier.deadline.state == "inherited"
	}
}

_default_is_no_longer(call) if {
	call.deadline.reason == "default"
	some other in data.groundwire.before.outboundCalls
	_same(other, call)
	other.deadline.ms >= call.deadline.ms
}

_default(call) := sprintf("; the library's own, %v ms, holds now", [call.deadline.ms]) if {
	call.deadline.reason == "default"
} else := ""

_objected(call) if _unbounded(call)

_objected(call) if _lost(call)

_sharing(call) := {other |
	some other in _calls
	other.settings.at == call.settings.at
	_objected(other)
}

_shares_settings(call) if {
	_objected(call)
	count(_sharing(call)) > 1
}

_name(call) := sprintf("The `%s` client", [call.client]) if call.kind == "client"

_name(call) := sprintf("`%s`%s", [_callee(call), _target(call)]) if call.kind == "call"

_callee(call) := sprintf("%s.%s", [call.client, lower(call.method)]) if {
	call.client in {"axios", "got", "ky", "superagent", "needle", "HttpService"}
	call.method != ""
} else := call.client

_target(call) := sprintf(" to `%s`", [call.target]) if call.target != ""

_target(call) := "" if call.target == ""

# How long the same call was allowed to take at base, where no like call beside it went without.
_had(call) := times if {
	not call.deadline.reason
	earlier := [other | some other in data.groundwire.before.outboundCalls; _alike_at_base(other, call)]
	count(earlier) > 0
	every other in earlier { _bounded(other) }
	times := {other.deadline.ms | some other in earlier}
} else := set()

_alike_at_base(earlier, call) if {
	_same(earlier, call)
	earlier.target == call.target
}

# The one call of its kind in the function, wherever it goes now.
_alike_at_base(earlier, call) if {
	_same(earlier, call)
	count([other | some other in data.groundwire.before.outboundCalls; _same(other, call)]) == 1
	count([other | some other in input.outboundCalls; _same(other, call)]) == 1
}

_how_long(times) := sprintf(" of %v ms", [max(times)]) if count(times) == 1

_how_long(times) := "" if count(times) > 1

default _lack(_) := "has no deadline"

_lack(call) := sprintf("has lost its deadline%s", [_how_long(_had(call))]) if count(_had(call)) > 0

_lack(call) := "has a timeout of 0, which means none" if call.deadline.reason == "zero"

_lack(call) := "has its timeout switched off" if call.deadline.reason == "infinity"

_lack(call) := "has a `timeout` where it is not read, so it has no deadline" if call.deadline.reason == "wrong-place"

_waiting(call) := ": each of its calls may wait for ever" if {
	call.kind == "client"
} else := sprintf(", and `%s` awaits it", [call.entry]) if {
	call.awaited
	call.entry
} else := ""

_severity(call) := "high" if {
	input.role == "server"
	call.family in {"http", "grpc", "llm"}
	_waits(call)
	not call.deadline.reason == "default"
} else := "medium"

_waits(call) if call.awaited

_waits(call) if call.kind == "client"

# An injected client may have got its deadline elsewhere in the same change.
_lost_confidence(call) := "high" if call.deadline.state == "absent"

_lost_confidence(call) := "low" if {
	call.deadline.state == "caller"
	call.deadline.reason == "handed-in"
} else := "medium" if call.deadline.state != "absent"

# When the deadline was taken away, the remark stands on the deleted line: then the call itself is a related place.
_related(call) := array.concat([{"at": call.settings.at} | call.settings], [{"at": call.at} | _was_bounded(call)])

_was_bounded(call) if {
	some other in data.groundwire.before.outboundCalls
	_same(other, call)
	_stated(other)
}

# What the file's other calls of the kind allow themselves is the best guess for this one.
_sibling_ms(call) := [other.deadline.ms |
	some other in input.outboundCalls
	other.family == call.family
	other.kind == "call"
	other.deadline.state == "literal"
	other.deadline.ms >= 1
]

_siblings(call) := sprintf(" The other %d calls of this file that have one end within %v ms.", [count(times), max(times)]) if {
	times := _sibling_ms(call)
	count(times) > 1
} else := sprintf(" Another call of this file ends within %v ms.", [times[0]]) if {
	times := _sibling_ms(call)
	count(times) == 1
} else := ""

_fix(call) := {"fix": object.union(call.fix, {"params": object.union(object.get(call.fix, "params", {}), {"ms": _known_ms(call)})})} if {
	call.fix
} else := {"fix": call.fix} if {
	call.fix
} else := {}

# What the call had at base, else what the others of the file have.
_known_ms(call) := max(_had(call)) if {
	count(_had(call)) > 0
} else := max(_sibling_ms(call)) if {
	count(_sibling_ms(call)) > 0
}
