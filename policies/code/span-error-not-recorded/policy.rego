# METADATA
# title: A failure that its span does not know of
# description: >-
#   A span whose work failed and that says nothing of it counts as a success: error rates made from traces stay at zero, and the search
#   for failed requests does not find it.
# custom:
#   id: span-error-not-recorded
#   category: code/span-error-not-recorded
#   severity: medium
#   confidence: medium
#   persona: essential
#   scope: file
#   platforms: [typescript, javascript]
#   remedy: Call `recordException` and set the status to ERROR on the span in the handler, or let the wrapper that records do so.
# related_resources:
#   - ref: https://opentelemetry.io/docs/languages/js/instrumentation/#record-exceptions
# schemas:
#   - input: schema.code
package groundwire.code.span_error_not_recorded

# The change took away what told the span.
findings contains finding if {
	_runs
	some failure in input.spanFailures
	lost := _lost(failure)
	finding := {
		"at": failure.at,
		"subject": failure.subject,
		"message": sprintf("This handler no longer %s on `%s`: %s", [lost.what, failure.span, lost.so]),
		"confidence": "high",
		"was": lost.at,
	}
}

# The handler that told the span is gone, and the span is still made and ended here.
findings contains finding if {
	_runs
	some earlier in data.groundwire.before.spanFailures
	_told(earlier)
	not _handled(earlier)
	made := [span | some span in input.manualSpans; span.subject == earlier.subject; span.api == earlier.api; span.ended in {"always", "unless", "never"}]
	count(made) > 0
	some before in data.groundwire.before.manualSpans
	before.subject == earlier.subject
	before.api == earlier.api
	finding := {
		"at": made[0].at,
		"subject": made[0].subject,
		"message": sprintf("No handler tells `%s` of a failure any longer: the trace shows a success.", [earlier.span]),
		"confidence": "high",
		"was": earlier.at,
	}
}

# A handler that ends the failure and says nothing of it.
findings contains finding if {
	_runs
	some failure in input.spanFailures
	failure.held == "made"
	failure.outcome == "ended"
	failure.exception == "absent"
	failure.status == "absent"
	not _lost(failure)
	not _habit
	finding := {
		"at": failure.at,
		"subject": failure.subject,
		"message": sprintf("The failure ends here, and `%s` is told neither the error nor a status: the trace shows a success.", [failure.span]),
	}
}

# A status that is not that of an error, in the handler of an error.
findings contains finding if {
	_runs
	some failure in input.spanFailures
	failure.held == "made"
	failure.outcome != "expected"
	failure.status == "other"
	not _lost(failure)
	finding := {
		"at": failure.at,
		"subject": failure.subject,
		"message": sprintf("The handler of a failure sets the status of `%s` to something else than ERROR: the trace shows a success.", [failure.span]),
	}
}

# The exception is an event of the span; error rates go by its status.
findings contains finding if {
	_runs
	some failure in input.spanFailures
	failure.held == "made"
	failure.outcome != "expected"
	failure.exception == "recorded"
	failure.status == "absent"
	not _lost(failure)
	not _habit_of_status
	finding := {
		"at": failure.at,
		"subject": failure.subject,
		"message": sprintf("`%s` records the exception and keeps its status: it counts as a success in every error rate.", [failure.span]),
		"severity": "low",
	}
}

# The active span may be none.
findings contains finding if {
	_runs
	some active in input.activeSpans
	count(active.unguarded) > 0
	worst := active.unguarded[0]
	finding := {
		"at": worst.at,
		"subject": active.subject,
		"message": _undefined(active, worst),
		"severity": _weight(worst),
		"confidence": "high",
		"related": [{"at": use.at} | some index, use in active.unguarded; index > 0],
	}
}

_runs if input.role in {"server", "library", "cli"}

_undefined(active, use) := sprintf("%s is undefined where no span is active: `%s` then throws inside the handler, so the error that it should record is lost, and so is whatever stands below it.", [_name(active), _use(active, use)]) if {
	use.onFailure
} else := sprintf("%s is undefined where no span is active, without tracing or outside of a request: `%s` then throws, and the work fails because of its instrumentation.", [_name(active), _use(active, use)])

_name(active) := sprintf("`%s`", [active.span]) if {
	active.span != ""
} else := sprintf("What `%s` gives", [active.api])

_use(active, use) := sprintf("%s.%s", [active.span, use.method]) if {
	active.span != ""
} else := use.method

_weight(use) := "high" if {
	use.onFailure
} else := "medium"

_lost(failure) := {"what": "records the error", "so": "the trace shows a success.", "at": earlier.at} if {
	some earlier in data.groundwire.before.spanFailures
	_same(earlier, failure)
	_told(earlier)
	failure.exception == "absent"
	failure.status in {"absent", "other"}
} else := {"what": "sets the status ERROR", "so": "it counts as a success in every error rate.", "at": earlier.at} if {
	some earlier in data.groundwire.before.spanFailures
	_same(earlier, failure)
	earlier.status == "error"
	failure.status in {"absent", "other"}
} else := {"what": "records the exception", "so": "the trace says that it failed, and not why.", "at": earlier.at} if {
	some earlier in data.groundwire.before.spanFailures
	_same(earlier, failure)
	earlier.exception == "recorded"
	failure.exception == "absent"
} else := {"what": "records the exception", "so": "the trace does not say why it failed.", "at": earlier.at} if {
	# Attributes of the error are left.
	some earlier in data.groundwire.before.spanFailures
	_same(earlier, failure)
	earlier.exception == "recorded"
	failure.exception == "unknown"
	failure.status == "absent"
}

# Some handler of this span is left, whatever it does.
_handled(earlier) if {
	some failure in input.spanFailures
	failure.subject == earlier.subject
	failure.span == earlier.span
}

_told(failure) if failure.exception == "recorded"

_told(failure) if failure.status == "error"

_same(a, b) if {
	a.held == b.held
	a.subject == b.subject
	a.span == b.span
	a.ordinal == b.ordinal
}

# At base this file's handlers told their spans nothing, and none did.
_habit if {
	count([1 | some failure in data.groundwire.before.spanFailures; failure.exception == "absent"; failure.status == "absent"]) > 0
	count([1 | some failure in data.groundwire.before.spanFailures; _told(failure)]) == 0
}

_habit_of_status if {
	count([1 | some failure in data.groundwire.before.spanFailures; failure.exception == "recorded"; failure.status == "absent"]) > 0
	count([1 | some failure in data.groundwire.before.spanFailures; failure.status == "error"]) == 0
}
