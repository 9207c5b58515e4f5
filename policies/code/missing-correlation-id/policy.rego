# METADATA
# title: The request's id is lost
# description: >-
#   Without one id on every log line and every call of a request, the lines of one failure cannot be told from those of the
#   thousand requests around it, and nobody can follow it into the next service.
# custom:
#   id: missing-correlation-id
#   category: code/missing-correlation-id
#   severity: medium
#   confidence: medium
#   persona: essential
#   scope: file
#   remedy: Take the id in once, keep it in the request's context or logger, and hand it on with every call and message.
# related_resources:
#   - ref: https://www.w3.org/TR/trace-context/
# schemas:
#   - input: schema.code
package groundwire.code.missing_correlation_id

# The change took the id away from a place that carried it.
findings contains finding if {
	_production
	some lost in _lost
	finding := {
		"at": object.get(lost.now, "around", lost.now.at),
		"subject": lost.now.subject,
		"message": _loss_text(lost),
		"severity": _loss_severity(lost.now.kind),
		"confidence": _loss_confidence(lost),
		"related": [{"at": other} | some other in object.get(lost.now, "others", [])],
	}
}

# A function of the repository takes the id, the caller has it and leaves it out.
findings contains finding if {
	_production
	some call in input.handovers
	call.kind == "argument"
	call.state == "absent"
	call.atHand != ""
	not _was_lost(call.at)
	finding := {
		"at": call.at,
		"subject": call.subject,
		"message": sprintf("`%s` takes the request's id and is called without it, though `%s` is at hand: what it logs and calls cannot be joined with the request%s.", [call.name, call.atHand, _of(call)]),
	}
}

# Other calls of this client in this file hand the id over, and it is at hand here.
findings contains finding if {
	_production
	some call in input.handovers
	call.kind in {"call", "headers"}
	call.state == "absent"
	call.atHand != ""
	not _was_lost(call.at)
	not _propagated
	some other in input.handovers
	other.kind == call.kind
	other.name == call.name
	other.state == "passed"
	other.at == min([like.at | some like in input.handovers; like.kind == call.kind; like.name == call.name; like.state == "passed"])
	finding := {
		"at": call.at,
		"subject": call.subject,
		"message": sprintf("%s no id, though %s in `%s` passes `%s` and `%s` is at hand here: the trail ends at this request%s.", [_carries_text(call), _like(call), other.subject, other.ids[0], call.atHand, _of(call)]),
	}
}

# A new server of a service that logs, with nothing that gives a request its id.
findings contains finding if {
	input.role == "server"
	some app in input.handovers
	app.kind == "app"
	app.made
	app.state == "absent"
	app.name in {"express", "koa", "hono", "restify", "hapi"}
	not _was_lost(app.at)
	_logs
	_no_context
	not _file_carries
	_furnished(app.name)
	finding := {
		"at": app.at,
		"subject": app.subject,
		"message": sprintf("Nothing gives the requests of this %s server an id: its log lines of one request cannot be told from those of the others.", [app.name]),
	}
}

# A handler that logs past the logger of its request.
findings contains finding if {
	input.role == "server"
	some call in input.logCalls
	call.scope == "root"
	call.logger != "console"
	call.requestLogger != ""
	finding := {
		"at": call.at,
		"subject": call.subject,
		"message": sprintf("This line is logged by the module's logger, though `%s` is at hand: it lacks the id of the request%s.", [call.requestLogger, _of(call)]),
		"severity": "low",
	}
}

_production if input.role in {"server", "library"}

_was_lost(at) if {
	some lost in _lost
	lost.now.at == at
}

# What carried an id at base and carries none at head: the same place by kind, name, function and number. A place that
# merely lost a carrying neighbour is told apart by counting; a new request context makes handing on by hand needless.
default _lost := set()

_lost := {{"now": now, "then": earlier} |
	some now in input.handovers
	now.state != "passed"
	some earlier in data.groundwire.before.handovers
	earlier.state == "passed"
	_same_place(now, earlier)
	earlier.ordinal == now.ordinal
	_certain(now)
	_same_line(now, earlier)
	_count(data.groundwire.before.handovers, now, "passed") > _count(input.handovers, now, "passed")
	_count(data.groundwire.before.handovers, now, now.state) < _count(input.handovers, now, now.state)
} if {
	data.groundwire.before
	not _new_context
}

# What cannot be looked into was there before too, or it would not be what is left of a set-up.
_certain(now) if now.state == "absent"

_certain(now) if {
	now.kind == "app"
	not _file_carries
}

# A line of a failure may have got other words; one that other words of base stand for is another line.
_same_line(now, _) if now.kind != "log"

_same_line(now, earlier) if {
	now.kind == "log"
	object.get(now, "message", "") == object.get(earlier, "message", "")
}

_same_line(now, earlier) if {
	now.kind == "log"
	_total(data.groundwire.before.handovers, now) == _total(input.handovers, now)
	count([1 |
		some like in data.groundwire.before.handovers
		_same_place(like, now)
		object.get(like, "message", "") == object.get(now, "message", "")
	]) == 0
	count([1 |
		some like in input.handovers
		_same_place(like, now)
		object.get(like, "message", "") == object.get(earlier, "message", "")
	]) == 0
}

_total(places, like) := count([1 |
	some place in places
	_same_place(place, like)
])

_same_place(a, b) if {
	a.kind == b.kind
	a.name == b.name
	_function(a.subject) == _function(b.subject)
}

# The innermost function: what stands around it may have been rewritten.
_function(subject) := parts[count(parts) - 1] if parts := split(subject, ".")

_count(places, like, state) := count([1 |
	some place in places
	place.state == state
	_same_place(place, like)
])

_new_context if {
	some name in input.profile.requestContext
	not name in data.groundwire.before.profile.requestContext
}

# The profile counts it only once it stood at base.
_new_context if count(input.profile.newly.requestContext) > 0

_file_carries if {
	some app in input.handovers
	app.kind == "app"
	app.state == "passed"
}

_loss_severity(kind) := "low" if {
	kind in {"log", "logger", "response"}
} else := "medium"

default _loss_confidence(_) := "high"

# Other words: perhaps another line in its stead.
_loss_confidence(lost) := "medium" if object.get(lost.now, "message", "") != object.get(lost.then, "message", "")

_loss_text({"now": now, "then": earlier}) := sprintf("This server (%s) took the id of a request in by `%s` and no longer does: its log lines and those of its caller have no id in common.", [now.name, _first(earlier)]) if {
	now.kind == "app"
} else := sprintf("The caller no longer gets the id of its request back (it was `%s`): a complaint from outside cannot be found in the logs.", [_first(earlier)]) if {
	now.kind == "response"
} else := sprintf("This line of a failure no longer carries `%s`: it cannot be joined with the rest of its request or job%s.", [concat("`, `", earlier.ids), _of(now)]) if {
	now.kind == "log"
} else := sprintf("The log lines of this function no longer carry `%s`: the logger that was bound to it is gone, and they cannot be joined with the rest of their request or job%s.", [concat("`, `", earlier.ids), _of(now)]) if {
	now.kind == "logger"
} else := sprintf("`%s` is no longer given the request's id (`%s`): what it logs and calls cannot be joined with the request%s.", [now.name, _first(earlier), _of(now)]) if {
	now.kind == "argument"
} else := sprintf("%s `%s` no longer: the other side cannot join what it logs with this request%s.", [_carries_text(now), _first(earlier), _of(now)])

_first(place) := place.ids[0]

_carries_text(call) := sprintf("`%s` carries", [call.name]) if {
	call.kind == "call"
} else := "These headers carry"

_like(call) := "the same call" if {
	call.kind == "call"
} else := "the request"

_of(fact) := sprintf(" (`%s` leads here)", [fact.entry]) if {
	fact.entry
} else := ""

# Instrumentation puts `traceparent` on every request by itself.
_propagated if {
	some name in {"http", "undici"}
	name in input.profile.tracing.instruments
}

_logs if count(input.profile.loggers) > 0

_no_context if {
	count(input.profile.requestContext) == 0
	count(input.profile.correlationHeaders) == 0
	not input.profile.tracing.auto
}

# Routes or middleware stand in this file: a server that is only handed on may get its middleware elsewhere.
_furnished(framework) if {
	some handler in input.handlers
	handler.kind == "http"
	handler.framework == framework
	handler.correlation == "absent"
}
