package groundwire.code.missing_span_test

import data.groundwire.code.missing_span as rule

_file(manual, parts) := object.union({"path": "src/a.ts", "language": "typescript", "role": "server", "profile": {"tracing": {"libraries": ["@opentelemetry/api"], "auto": false, "instruments": [], "manual": manual}}, "outboundCalls": [], "handlers": [], "logCalls": [], "catches": [], "workUnits": [], "tracedCalls": [], "handovers": []}, parts)

_unit(parts) := object.union({"at": "1-2", "subject": "sync", "kind": "job", "name": "job 0 * * * *", "span": "absent"}, parts)

_call(at, span) := {"at": at, "subject": "charge", "client": "grpc", "kind": "call", "span": span}

test_a_job_in_a_service_that_traces_by_hand if {
	[finding] := [f | some f in rule.findings] with input as _file(true, {"workUnits": [_unit({})]})
	finding.subject == "sync"
	finding.message == "The job `0 * * * *` runs outside any span, and no instrumentation of this service makes one for it: when it is slow or fails, no trace shows where."
}

test_no_tracing_nothing_to_say if {
	count(rule.findings) == 0 with input as _file(false, {"workUnits": [_unit({})]})
}

test_covered_or_unknown if {
	units := [_unit({"span": "auto"}), _unit({"span": "manual"}), _unit({"span": "unknown"}), _unit({"kind": "publish"})]
	count(rule.findings) == 0 with input as _file(true, {"workUnits": units})
}

test_a_span_that_was_taken_away if {
	before := _file(true, {"workUnits": [_unit({"span": "manual"})]})
	[finding] := [f | some f in rule.findings] with input as _file(false, {"workUnits": [_unit({})]}) with data.groundwire.before as before
	finding.confidence == "high"
}

test_a_unit_that_never_had_one if {
	before := _file(false, {"workUnits": [_unit({"span": "manual"}), _unit({"at": "5-6"})]})
	count(rule.findings) == 0 with input as _file(false, {"workUnits": [_unit({"at": "5-6"})]}) with data.groundwire.before as before
}

test_one_more_of_a_kind_that_never_had_one if {
	before := _file(true, {"workUnits": [_unit({"subject": "old"})]})
	head := _file(true, {"workUnits": [_unit({"subject": "old"}), _unit({"at": "5-6"})]})
	count(rule.findings) == 0 with input as head with data.groundwire.before as before
}

test_one_call_left_out if {
	[finding] := [f | some f in rule.findings] with input as _file(true, {"outboundCalls": [_call("1-2", "manual"), _call("3-4", "manual"), _call("5-6", "absent")]})
	finding.at == "5-6"
	finding.severity == "low"
}

test_one_spanned_call_is_no_habit if {
	count(rule.findings) == 0 with input as _file(true, {"outboundCalls": [_call("1-2", "manual"), _call("5-6", "absent")]})
}

test_scripts_are_left_alone if {
	count(rule.findings) == 0 with input as _file(true, {"role": "script", "workUnits": [_unit({})]})
}

test_a_span_left_to_instrumentation if {
	before := _file(true, {"workUnits": [_unit({"span": "manual"})]})
	head := _file(true, {"workUnits": [_unit({"span": "auto"})]})
	[finding] := [f | some f in rule.findings] with input as head with data.groundwire.before as before
	finding.severity == "low"
	newly := object.union(head, {"profile": {"tracing": {"libraries": ["dd-trace"], "auto": true, "instruments": ["bullmq"], "manual": true}}})
	count(rule.findings) == 0 with input as newly with data.groundwire.before as before
}

_span := {"at": "1-2", "subject": "Runner.run", "kind": "span", "name": "withSpan", "depth": 0, "wrappers": 0}

_work(parts) := object.union({"at": "3-4", "subject": "Runner.run", "kind": "call", "name": "this.execute", "depth": 0, "wrappers": 0}, parts)

test_a_span_taken_from_around_work if {
	before := _file(true, {"tracedCalls": [_span, _work({"depth": 1}), _work({"name": "save", "depth": 1})]})
	head := _file(true, {"tracedCalls": [_work({"at": "5-6"}), _work({"at": "7-8", "name": "save"})]})
	[finding] := [f | some f in rule.findings] with input as head with data.groundwire.before as before
	finding.at == "5-6"
	finding.confidence == "high"
	finding.message == "`this.execute` no longer runs inside a span: no trace shows how long it takes or that it fails."
}

test_one_span_of_two_taken_away if {
	before := _file(true, {"tracedCalls": [_span, object.union(_span, {"depth": 1}), _work({"depth": 2})]})
	head := _file(true, {"tracedCalls": [_span, _work({"depth": 1})]})
	[finding] := [f | some f in rule.findings] with input as head with data.groundwire.before as before
	finding.severity == "low"
	contains(finding.message, "a span of its own")
}

test_a_span_that_moved_or_was_replaced if {
	before := _file(true, {"tracedCalls": [_span, _work({"depth": 1})]})
	moved := _file(true, {"tracedCalls": [object.union(_span, {"subject": "Runner.start"}), _work({})]})
	count(rule.findings) == 0 with input as moved with data.groundwire.before as before
	other := _file(true, {"tracedCalls": [_work({"wrappers": 1})]})
	count(rule.findings) == 0 with input as other with data.groundwire.before as before
	inside := _file(true, {"tracedCalls": [_work({"depth": 1})]})
	count(rule.findings) == 0 with input as inside with data.groundwire.before as before
}

test_work_that_went_with_its_span if {
	before := _file(true, {"tracedCalls": [_span, _work({"depth": 1}), _work({"at": "7-8"})]})
	head := _file(true, {"tracedCalls": [_work({"at": "7-8"})]})
	count(rule.findings) == 0 with input as head with data.groundwire.before as before
}

test_a_unit_speaks_for_its_calls if {
	before := _file(true, {"workUnits": [_unit({"span": "manual"})], "tracedCalls": [_span, _work({"entry": "job 0 * * * *", "depth": 1})]})
	head := _file(true, {"workUnits": [_unit({})], "tracedCalls": [_work({"entry": "job 0 * * * *"})]})
	count(rule.findings) == 1 with input as head with data.groundwire.before as before
}
