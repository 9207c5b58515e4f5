package groundwire.code.missing_span_test

import data.groundwire.code.missing_span as rule

_file(manual, parts) := object.union({"path": "src/a.ts", "language": "typescript", "role": "server", "profile": {"tracing": {"libraries": ["@opentelemetry/api"], "auto": false, "instruments": [], "manual": manual}}, "outboundCalls": [], "handlers": [], "logCalls": [], "catches": [], "workUnits": [], "handovers": []}, parts)

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
