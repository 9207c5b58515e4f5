# METADATA
# title: A risky path without a switch
# description: >-
#   When such a path misbehaves in production, a flag turns it off in seconds. Without one the way out is to revert, build and
#   deploy, while the damage goes on.
# custom:
#   id: missing-kill-switch
#   category: code/missing-kill-switch
#   severity: medium
#   confidence: medium
#   persona: essential
#   scope: file
#   platforms: [typescript, javascript]
#   remedy: Ask a flag before the path is taken, and decide what happens while it is off.
#   params:
#     newPaths: true
# related_resources:
#   - ref: https://martinfowler.com/articles/feature-toggles.html
#   - ref: https://sre.google/sre-book/addressing-cascading-failures/
# schemas:
#   - input: schema.code
package groundwire.code.missing_kill_switch

# The change took the switch away, and what it switched is still there: one remark for a flag, with the other functions as its places.
findings contains finding if {
	_runs
	some flag, functions in _freed
	firsts := [min(indices) | some indices in functions]
	call := input.switchedCalls[min(firsts)]
	switch := _switch(flag, _function(call.subject))
	finding := {
		"at": call.at,
		"was": switch.at,
		"subject": call.subject,
		"message": _message(flag, call, switch),
		"confidence": _confidence(switch),
		"related": [{"at": input.switchedCalls[index].at} | some index in firsts; index != min(firsts)],
	}
}

# A new way to write or to work in the background, in a service that has flags for such things.
findings contains finding if {
	input.role == "server"
	_new_paths
	_has_flags

	# A scan has no change: what runs for years needs no switch to be tried out.
	is_string(data.groundwire.change.base)
	some handler in input.handlers
	_risky(handler)
	not _asked_in(handler)
	count(_freed) == 0
	finding := {
		"at": handler.at,
		"subject": handler.subject,
		"message": sprintf("%s is new and no flag stands before it: if it misbehaves, the way to stop it is a deployment. This service has %s.", [_name(handler), _flags_of_service]),
		"severity": "low",
		"confidence": "low",
	}
}

# Calls that ran by leave of a flag at base and run without it now, by flag and function.
_freed[flag][name] contains index if {
	some earlier in data.groundwire.before.switchedCalls
	some guard in earlier.flags
	flag := guard.name
	not flag in _asked
	not flag in input.flagsBeside
	some index, call in input.switchedCalls
	_same_call(call, earlier)
	name := _function(call.subject)

	# Another flag in its place is a switch, too.
	count(call.flags) < count(earlier.flags)
	_without(input.switchedCalls, call, flag) > _without(data.groundwire.before.switchedCalls, earlier, flag)
}

_asked := {check.name | some check in input.flags}

_same_call(a, b) if {
	a.name == b.name
	_function(a.subject) == _function(b.subject)
}

# The innermost function: what stands around it may have been rewritten.
_function(subject) := parts[count(parts) - 1] if parts := split(subject, ".")

_without(calls, like, flag) := count([1 |
	some call in calls
	_same_call(call, like)
	not _guarded(call, flag)
])

_guarded(call, flag) if {
	some guard in call.flags
	guard.name == flag
}

# How the flag was asked at base; one that stops work tells more than one that lets it start.
_switch(flag, name) := best if {
	guards := [guard |
		some earlier in data.groundwire.before.switchedCalls
		_function(earlier.subject) == name
		some guard in earlier.flags
		guard.name == flag
	]
	stops := [guard | some guard in guards; _stops(guard)]
	best := array.concat(stops, guards)[0]
}

# On means off: the flag is there to stop what it guards.
_stops(guard) if {
	guard.runs == "off"
	guard.refuses
}

_stops(guard) if regex.match(`(?i)kill_?switch`, guard.name)

_confidence(switch) := "high" if _stops(switch)

# A flag that let a new path start is taken out when the path has proved itself.
_confidence(switch) := "low" if not _stops(switch)

_message(flag, call, switch) := sprintf("`%s` could be stopped with the flag `%s`; now only a deployment stops it.", [call.name, flag]) if _stops(switch)

_message(flag, call, switch) := sprintf("`%s` ran only while the flag `%s` was on; now nothing turns it off but a deployment.", [call.name, flag]) if not _stops(switch)

_runs if input.role in {"server", "library"}

_risky(handler) if {
	handler.kind == "http"
	regex.match(`^(?:POST|PUT|PATCH|DELETE|mutation)\b`, handler.route)
}

_risky(handler) if handler.kind in {"consumer", "job"}

_asked_in(handler) if {
	some check in input.flags
	check.entry == _label(handler)
}

# Asked where the handler is registered.
_asked_in(handler) if {
	some check in input.flags
	startswith(handler.subject, sprintf("%s ", [check.subject]))
}

_label(handler) := handler.route if handler.kind == "http"

_label(handler) := sprintf("%s %s", [handler.kind, handler.route]) if handler.kind != "http"

_name(handler) := sprintf("`%s`", [handler.route]) if {
	handler.kind == "http"
} else := sprintf("The %s `%s`", [handler.kind, handler.route]) if {
	handler.route != ""
} else := sprintf("This %s", [handler.kind])

_has_flags if count(input.profile.flagClients) > 0

_has_flags if count(input.profile.flagHelpers) > 0

_flags_of_service := sprintf("`%s`", [input.profile.flagClients[0]]) if {
	count(input.profile.flagClients) > 0
} else := sprintf("`%s`", [input.profile.flagHelpers[0]])

default _new_paths := true

_new_paths := data.groundwire.params["missing-kill-switch"].newPaths
