package groundwire.code.span_not_ended_test

import data.groundwire.code.span_not_ended as rule

_file(spans) := {"path": "src/a.ts", "language": "typescript", "role": "server", "manualSpans": spans}

_span(parts) := object.union({"at": "1-2", "subject": "charge", "api": "tracer.startSpan", "name": "charge", "ended": "always", "endings": 1, "given": [], "leak": "none", "leaking": ""}, parts)

test_an_early_return if {
	[finding] := [f | some f in rule.findings] with input as _file([_span({"ended": "unless", "leak": "return", "leakAt": "5-6"})])
	finding.at == "5-6"
	finding.confidence == "high"
	finding.message == "In `charge` this return leaves the span `charge` open, and a span that is not ended is never sent: the trace loses just the calls that leave here."
}

test_a_call_that_may_fail_is_less_sure if {
	[finding] := [f | some f in rule.findings] with input as _file([_span({"ended": "unless", "leak": "call", "leakAt": "5-6", "leaking": "gateway.charge"})])
	finding.confidence == "medium"
	contains(finding.message, "when `gateway.charge` fails")
}

test_never if {
	[finding] := [f | some f in rule.findings] with input as _file([_span({"ended": "never"})])
	finding.at == "1-2"
}

test_ended_or_unknown if {
	count(rule.findings) == 0 with input as _file([_span({}), _span({"ended": "helper"}), _span({"ended": "unknown"})])
}

test_what_ended_it_was_taken_away if {
	before := _file([_span({"at": "7-8"})])
	[finding] := [f | some f in rule.findings] with input as _file([_span({"ended": "unless", "leak": "call", "leaking": "gateway.charge"})]) with data.groundwire.before as before
	finding.confidence == "high"
	finding.was == "7-8"
}

test_scripts_are_left_alone if {
	count(rule.findings) == 0 with input as object.union(_file([_span({"ended": "never"})]), {"role": "script"})
}
