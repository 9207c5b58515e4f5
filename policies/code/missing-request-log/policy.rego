# METADATA
# title: A handler that no log tells of
# description: >-
#   When a request, message or job fails and neither the handler nor anything around it writes a line, the first report is
#   a customer's, and there is nothing to look at.
# custom:
#   id: missing-request-log
#   category: code/missing-request-log
#   severity: medium
#   confidence: low
#   persona: essential
#   scope: file
#   platforms: [typescript, javascript]
#   remedy: Log the failure with the handler's own fields, or put a request log in front of all handlers.
# related_resources:
#   - ref: https://sre.google/sre-book/monitoring-distributed-systems/
# schemas:
#   - input: schema.code
package groundwire.code.missing_request_log

# It had a log until now.
findings contains finding if {
	some handler in input.handlers
	_lost(handler)
	finding := {
		"at": handler.at,
		"subject": handler.subject,
		"message": sprintf("%s wrote a log of what it does; now nothing tells of it, not even when it fails.", [_name(handler)]),
		"severity": "high",
		"confidence": "high",
	}
}

# What logged every request in front of the handlers is gone.
findings contains finding if {
	input.role in {"server", "library"}
	count(input.requestLogs) == 0
	earlier := [log | some log in data.groundwire.before.requestLogs; log.where == "here"]
	count(earlier) > 0
	stands := _stands
	finding := {
		"at": stands.at,
		"subject": stands.subject,
		"message": sprintf("`%s` no longer logs what comes in: no line tells which requests there were, how they ended, and how long they took.", [earlier[0].name]),
		"severity": "medium",
		"confidence": "high",
		"was": [log.at | some log in earlier],
	}
}

# A consumer or job whose failures nobody sees.
findings contains finding if {
	_has_logger
	some handler in input.handlers
	handler.requestLog == "absent"
	not _lost(handler)
	not _is_usual
	finding := {
		"at": handler.at,
		"subject": handler.subject,
		"message": sprintf("%s has no log of its own, and nothing in front of it writes one: when it fails there is nothing to look at.", [_name(handler)]),
		"severity": _severity(handler),
		"confidence": "low",
	}
}

# The server that is made here, or what is left in it.
_stands := input.services[0] if {
	count(input.services) > 0
} else := input.handlers[0] if {
	count(input.handlers) > 0
} else := input.handovers[0] if {
	count(input.handovers) > 0
}

_lost(handler) if {
	handler.requestLog == "absent"
	some was in data.groundwire.before.handlers
	was.subject == handler.subject
	was.kind == handler.kind
	was.requestLog in {"manual", "auto"}
}

_has_logger if count(input.profile.loggers) > 0

_has_logger if input.profile.loggerModule != ""

# A file whose handlers wrote nothing before has its log elsewhere.
_is_usual if {
	some was in data.groundwire.before.handlers
	was.requestLog == "absent"
}

default _severity(_) := "low"

_severity(handler) := "medium" if handler.kind != "http"

_what := {"consumer": "consumer", "http": "handler", "job": "job"}

_name(handler) := sprintf("`%s`", [handler.route]) if handler.route != ""

_name(handler) := sprintf("The `%s` %s", [handler.framework, _what[handler.kind]]) if handler.route == ""
