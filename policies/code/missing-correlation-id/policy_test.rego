package groundwire.code.missing_correlation_id_test

import data.groundwire.code.missing_correlation_id as rule

_profile := {"loggers": ["winston"], "frameworks": ["express"], "requestContext": [], "correlationHeaders": [], "tracing": {"libraries": [], "auto": false, "instruments": [], "manual": false}}

_file(parts) := object.union({"path": "src/a.ts", "language": "typescript", "role": "server", "profile": _profile, "outboundCalls": [], "handlers": [], "logCalls": [], "catches": [], "workUnits": [], "tracedCalls": [], "handovers": []}, parts)

_place(parts) := object.union({"at": "1-2", "subject": "charge", "kind": "call", "name": "payments.post", "ordinal": 0, "state": "absent", "ids": [], "atHand": "", "made": false}, parts)

_passed(parts) := _place(object.union({"state": "passed", "ids": ["X-Request-Id"]}, parts))

test_a_header_that_was_taken_away if {
	before := _file({"handovers": [_passed({"kind": "headers", "name": "headers"})]})
	[finding] := [f | some f in rule.findings] with input as _file({"handovers": [_place({"kind": "headers", "name": "headers"})]}) with data.groundwire.before as before
	finding.confidence == "high"
	finding.severity == "medium"
	finding.message == "These headers carry `X-Request-Id` no longer: the other side cannot join what it logs with this request."
}

test_the_function_may_have_got_another_owner if {
	before := _file({"handovers": [_passed({"subject": "exports.destroy"})]})
	count(rule.findings) == 1 with input as _file({"handovers": [_place({"subject": "destroy"})]}) with data.groundwire.before as before
}

test_what_cannot_be_looked_into_is_not_lost if {
	before := _file({"handovers": [_passed({})]})
	count(rule.findings) == 0 with input as _file({"handovers": [_place({"state": "unknown"})]}) with data.groundwire.before as before
}

test_a_deleted_call_is_no_loss if {
	before := _file({"handovers": [_passed({}), _place({"at": "5-6", "ordinal": 1})]})
	count(rule.findings) == 0 with input as _file({"handovers": [_place({})]}) with data.groundwire.before as before
}

test_a_new_request_context_makes_it_needless if {
	before := _file({"handovers": [_passed({})]})
	head := _file({"handovers": [_place({})], "profile": object.union(_profile, {"requestContext": ["AsyncLocalStorage"]})})
	count(rule.findings) == 0 with input as head with data.groundwire.before as before
}

test_middleware_that_was_taken_away if {
	before := _file({"handovers": [_passed({"kind": "app", "name": "express", "ids": ["correlationHeader"]})]})
	[finding] := [f | some f in rule.findings] with input as _file({"handovers": [_place({"kind": "app", "name": "express", "state": "unknown"})]}) with data.groundwire.before as before
	contains(finding.message, "`correlationHeader`")
}

test_middleware_that_moved_inside_the_file if {
	before := _file({"handovers": [_passed({"kind": "app", "name": "express"}), _place({"kind": "app", "name": "express", "subject": "other", "at": "7-8"})]})
	head := _file({"handovers": [_place({"kind": "app", "name": "express", "state": "unknown"}), _passed({"kind": "app", "name": "express", "subject": "other", "at": "7-8"})]})
	count(rule.findings) == 0 with input as head with data.groundwire.before as before
}

test_a_failure_that_lost_its_job if {
	before := _file({"handovers": [_passed({"kind": "log", "ids": ["jobId", "scrapeId"]})]})
	[finding] := [f | some f in rule.findings] with input as _file({"handovers": [_place({"kind": "log", "entry": "POST /scrape"})]}) with data.groundwire.before as before
	finding.severity == "low"
	finding.message == "This line of a failure no longer carries `jobId`, `scrapeId`: it cannot be joined with the rest of its request or job (`POST /scrape` leads here)."
}

test_an_argument_left_out_with_the_id_at_hand if {
	[finding] := [f | some f in rule.findings] with input as _file({"handovers": [_place({"kind": "argument", "name": "Card", "atHand": "req.id"})]})
	finding.message == "`Card` takes the request's id and is called without it, though `req.id` is at hand: what it logs and calls cannot be joined with the request."
}

test_nothing_at_hand_nothing_to_say if {
	count(rule.findings) == 0 with input as _file({"handovers": [_place({"kind": "argument", "name": "Card"})]})
}

test_a_call_beside_others_that_carry_it if {
	places := [_passed({"at": "5-6", "subject": "refund"}), _place({"atHand": "requestId"})]
	count(rule.findings) == 1 with input as _file({"handovers": places})
	traced := object.union(_profile, {"tracing": {"auto": true, "instruments": ["http"]}})
	count(rule.findings) == 0 with input as _file({"handovers": places, "profile": traced})
}

test_a_new_server_without_an_id if {
	app := _place({"kind": "app", "name": "express", "made": true})
	handler := {"at": "3-4", "subject": "<module>", "kind": "http", "framework": "express", "route": "GET /", "requestLog": "absent", "correlation": "absent", "span": "absent"}
	count(rule.findings) == 1 with input as _file({"handovers": [app], "handlers": [handler]})
	count(rule.findings) == 0 with input as _file({"handovers": [app], "handlers": [handler], "profile": object.union(_profile, {"requestContext": ["pino-http"]})})
	count(rule.findings) == 0 with input as _file({"handovers": [app, _passed({"kind": "app", "name": "express", "at": "9-10"})], "handlers": [handler]})
	count(rule.findings) == 0 with input as _file({"handovers": [app]})
}

test_a_handler_that_logs_past_its_request if {
	call := {"at": "1-2", "subject": "get", "logger": "pino", "level": "info", "scope": "root", "requestLogger": "req.log"}
	[finding] := [f | some f in rule.findings] with input as _file({"logCalls": [call]})
	contains(finding.message, "`req.log`")
	count(rule.findings) == 0 with input as _file({"logCalls": [object.union(call, {"scope": "request"})]})
	count(rule.findings) == 0 with input as _file({"logCalls": [object.union(call, {"logger": "console"})]})
}

test_scripts_are_left_alone if {
	count(rule.findings) == 0 with input as _file({"role": "script", "handovers": [_place({"kind": "argument", "atHand": "requestId"})]})
}

test_a_failure_that_lost_its_job_and_got_other_words if {
	before := _file({"handovers": [_passed({"kind": "log", "message": "failed ", "ids": ["jobId"]})]})
	head := _file({"handovers": [_place({"kind": "log", "message": "Delivery failed"})]})
	[finding] := [f | some f in rule.findings] with input as head with data.groundwire.before as before
	finding.confidence == "medium"
}

test_another_line_is_no_loss if {
	before := _file({"handovers": [_passed({"kind": "log", "message": "a"}), _place({"kind": "log", "message": "b", "at": "5-6", "ordinal": 1})]})
	deleted := _file({"handovers": [_place({"kind": "log", "message": "b", "at": "5-6"}), _place({"kind": "log", "message": "c", "at": "7-8", "ordinal": 1})]})
	count(rule.findings) == 0 with input as deleted with data.groundwire.before as before
	added := _file({"handovers": [_place({"kind": "log", "message": "c"}), _passed({"kind": "log", "message": "a", "ordinal": 1})]})
	count(rule.findings) == 0 with input as added with data.groundwire.before as before
}

test_a_logger_that_was_bound_to_a_job if {
	before := _file({"handovers": [_passed({"kind": "logger", "name": "logger", "ids": ["jobId", "scrapeId"]})]})
	head := _file({"handovers": [_place({"kind": "logger", "name": "logger", "others": ["5-6"]})]})
	[finding] := [f | some f in rule.findings] with input as head with data.groundwire.before as before
	finding.related == [{"at": "5-6"}]
	finding.severity == "low"
	contains(finding.message, "`jobId`, `scrapeId`")
	count(rule.findings) == 0 with input as _file({"handovers": [_place({"kind": "logger", "name": "logger", "state": "unknown"})]}) with data.groundwire.before as before
}
