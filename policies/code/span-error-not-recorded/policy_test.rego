package groundwire.code.span_error_not_recorded_test

import data.groundwire.code.span_error_not_recorded as rule

_file(failures, active) := {"path": "src/a.ts", "language": "typescript", "role": "server", "spanFailures": failures, "activeSpans": active}

_failure(parts) := object.union({"at": "1-2", "subject": "charge", "span": "span", "api": "tracer.startSpan", "held": "made", "ordinal": 0, "exception": "absent", "status": "absent", "outcome": "ended"}, parts)

test_a_failure_that_ends_here if {
	[finding] := [f | some f in rule.findings] with input as _file([_failure({})], [])
	finding.message == "The failure ends here, and `span` is told neither the error nor a status: the trace shows a success."
}

test_thrown_on_expected_or_unknown if {
	failures := [_failure({"outcome": "rethrown"}), _failure({"outcome": "expected"}), _failure({"exception": "unknown", "status": "unknown"}), _failure({"exception": "recorded", "status": "error"})]
	count(rule.findings) == 0 with input as _file(failures, [])
}

test_no_status if {
	[finding] := [f | some f in rule.findings] with input as _file([_failure({"exception": "recorded"})], [])
	finding.severity == "low"
}

test_a_status_of_success if {
	[finding] := [f | some f in rule.findings] with input as _file([_failure({"exception": "unknown", "status": "other"})], [])
	contains(finding.message, "something else than ERROR")
}

test_taken_away if {
	before := _file([_failure({"at": "7-8", "exception": "recorded", "status": "error", "outcome": "rethrown"})], [])
	[finding] := [f | some f in rule.findings] with input as _file([_failure({"outcome": "rethrown"})], []) with data.groundwire.before as before
	finding.confidence == "high"
	finding.was == "7-8"
	[status] := [f | some f in rule.findings] with input as _file([_failure({"exception": "recorded", "outcome": "rethrown"})], []) with data.groundwire.before as before
	contains(status.message, "no longer sets the status ERROR")
}

test_the_habit_of_a_file if {
	before := _file([_failure({})], [])
	count(rule.findings) == 0 with input as _file([_failure({}), _failure({"ordinal": 1})], []) with data.groundwire.before as before
}

_active(uses) := {"at": "1-2", "subject": "charge", "span": "span", "api": "trace.getActiveSpan", "unguarded": uses}

test_the_active_span_may_be_none if {
	uses := [{"at": "9-10", "method": "recordException", "onFailure": true}, {"at": "3-4", "method": "setAttributes", "onFailure": false}]
	[finding] := [f | some f in rule.findings] with input as _file([], [_active(uses)])
	finding.at == "9-10"
	finding.severity == "high"
	finding.related == [{"at": "3-4"}]
	count(rule.findings) == 0 with input as _file([], [_active([])])
}
