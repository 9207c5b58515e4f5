# METADATA
# title: An error is swallowed
# description: >-
#   A failure that is neither logged, thrown, returned nor counted is found by customers, not by alerts. Whoever then looks
#   for the cause has nothing to look at.
# custom:
#   id: swallowed-error
#   category: code/swallowed-error
#   severity: high
#   confidence: high
#   persona: essential
#   scope: file
#   platforms: [typescript, javascript]
#   remedy: Log the error, throw it on, return it as a failure, or say in a comment why it may be lost.
#   params:
#     fallbacks: true
#     responses: true
# related_resources:
#   - ref: https://sre.google/sre-book/monitoring-distributed-systems/
#   - ref: https://cheatsheetseries.owasp.org/cheatsheets/Logging_Cheat_Sheet.html
# schemas:
#   - input: schema.code
package groundwire.code.swallowed_error

# The handler does nothing at all with the failure.
findings contains finding if {
	some handler in _silent
	"nothing" in handler.does
	_matters(handler)
	finding := object.union(
		{
			"at": handler.at,
			"subject": handler.subject,
			"message": sprintf("When %s fails, nothing is logged, thrown or returned: the code goes on as if it had worked.", [_tried(handler)]),
			"severity": _severity(handler),
			"confidence": _confidence(handler),
		},
		_fix(handler),
	)
}

# The caller gets a value in place of the failure, and nobody can tell the two apart.
findings contains finding if {
	_fallbacks
	some handler in _silent
	"return-fallback" in handler.does
	not "narrow" in handler.does
	not "respond" in handler.does
	handler.guards == "outbound"
	finding := {
		"at": handler.at,
		"subject": handler.subject,
		"message": sprintf("When %s fails, a fallback takes its place and %s: an outage looks like an empty result.", [_tried(handler), _untold(handler)]),
		"severity": "medium",
		"confidence": _fallback_confidence(handler),
	}
}

# The request is answered with an error, and the cause stays in the handler.
findings contains finding if {
	_responses
	some handler in _silent
	_on_server(handler)
	"respond" in handler.does
	handler.kind != "callback"
	status := _failure_status(handler)
	finding := {
		"at": handler.at,
		"subject": handler.subject,
		"message": sprintf("When %s fails, the request is answered with %d and no log, span or metric says why.", [_tried(handler), status]),
		"severity": "medium",
		"confidence": "medium",
	}
}

# What was told until now is told no longer, whatever else the handler does.
findings contains finding if {
	some handler in input.catches
	told := _lost(handler)
	finding := object.union(
		{
			"at": handler.at,
			"subject": handler.subject,
			"message": sprintf("The error of %s was %s here; now nobody is told.", [_tried(handler), told]),
			"severity": _loss_severity(handler),
			"confidence": "high",
		},
		_fix(handler),
	)
}

# The handlers of one attempt are told apart by nothing but their place: what counts is how many of them tell.
_lost(handler) := told if {
	input.role in {"server", "library"}
	not handler.explained
	not _tells(handler)
	earlier := [other | some other in data.groundwire.before.catches; _same(other, handler)]
	now := [other | some other in input.catches; _same(other, handler)]
	count(now) <= count(earlier)
	count([other | some other in earlier; _tells(other)]) > count([other | some other in now; _tells(other)])
	told := min({_told(was) |
		some was in earlier
		_tells(was)
		count(_passes_on(handler) - _passes_on(was)) == 0
		count([other | some other in earlier; _told(other) == _told(was)]) > count([other | some other in now; _told(other) == _told(was)])
	})
}

_same(a, b) if {
	a.kind == b.kind
	a.subject == b.subject
	a.trying == b.trying
}

_tells(handler) if {
	some reaction in handler.does
	reaction in {"log", "record", "metric", "rethrow"}
}

# A helper that is now given the error may log it, and a question about the error is a decision.
_passes_on(handler) := {reaction | some reaction in handler.does; reaction in {"call", "use-error", "return-failure", "narrow"}}

_told(handler) := "logged" if {
	"log" in handler.does
} else := "recorded" if {
	"record" in handler.does
} else := "counted" if {
	"metric" in handler.does
} else := "thrown on" if {
	"rethrow" in handler.does
}

default _loss_severity(_) := "medium"

_loss_severity(handler) := "high" if handler.does == ["nothing"]

# A library that hands out a request handler is asked there like a server.
_on_server(_) if input.role == "server"

_on_server(handler) if handler.serves

# Where code runs for others, and where losing a failure is not the point.
_silent := [handler |
	input.role in {"server", "library"}
	some handler in input.catches
	not handler.explained
	not _lost(handler)
	not handler.guards in {"cleanup", "rollback", "probe", "parse"}
	every reaction in handler.does {
		reaction in {"nothing", "return-fallback", "respond", "narrow", "cleanup"}
	}
]

# Shared code is asked only about what leaves the process, and no code about a line that can hardly fail.
_matters(handler) if handler.guards == "outbound"

_matters(handler) if {
	_on_server(handler)
	handler.trying != ""
}

_matters(handler) if handler.kind == "callback"

default _severity(_) := "medium"

_severity(handler) := "high" if {
	_on_server(handler)
	handler.guards == "outbound"
	handler.kind != "callback"
	not handler.detached
}

# What is left in a cache runs out by itself.
_severity(handler) := "low" if handler.guards == "eviction"

# An empty clause is an oversight more often than `.catch(() => {})`, which somebody had to write.
default _confidence(_) := "medium"

_confidence(handler) := "high" if {
	handler.kind == "clause"
	handler.guards == "outbound"
	not handler.handed
}

# Whoever made a function that was handed in may log its failures: then an empty result is all that is lost here.
default _fallback_confidence(_) := "low"

_fallback_confidence(handler) := "medium" if {
	_on_server(handler)
	not handler.handed
	not _falls_back_anyway
}

# At base this file answered failures with a value too: that is how it wants it.
_falls_back_anyway if {
	some earlier in data.groundwire.before.catches
	earlier.does == ["return-fallback"]
	earlier.guards == "outbound"
	not earlier.explained
}

_untold(handler) := "this handler tells nobody" if handler.handed

_untold(handler) := "no log, span or metric tells" if not handler.handed

# A failure of ours, or one that a catch-all passes off as the caller's.
_failure_status(handler) := max(ours) if {
	ours := [status | some status in handler.statuses; status >= 500]
	count(ours) > 0
} else := 400 if {
	input.role == "server"
	handler.guards == "outbound"
	400 in handler.statuses
}

_tried(handler) := sprintf("`%s`", [handler.trying]) if handler.trying != ""

_tried(handler) := "this" if handler.trying == ""

_fix(handler) := {"fix": handler.fix} if handler.fix

_fix(handler) := {} if not handler.fix

default _fallbacks := true

_fallbacks := data.groundwire.params["swallowed-error"].fallbacks

default _responses := true

_responses := data.groundwire.params["swallowed-error"].responses
