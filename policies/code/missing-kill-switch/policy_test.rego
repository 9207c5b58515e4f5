package groundwire.code.missing_kill_switch_test

import data.groundwire.code.missing_kill_switch as rule

_file(parts) := object.union({"path": "src/a.ts", "language": "typescript", "role": "server", "profile": {"flagClients": [], "flagHelpers": []}, "handlers": [], "flags": [], "switchedCalls": [], "flagsBeside": []}, parts)

_call(parts) := object.union({"at": "1-2", "subject": "Edge.bulk", "name": "store.save", "flags": []}, parts)

_flag(parts) := object.union({"at": "0-1", "name": "pauseIngest", "runs": "off", "refuses": true}, parts)

_before(flag) := _file({"switchedCalls": [_call({"flags": [_flag(flag)]})]})

test_a_switch_that_is_gone if {
	[finding] := [f | some f in rule.findings] with input as _file({"switchedCalls": [_call({})]}) with data.groundwire.before as _before({})
	finding.confidence == "high"
	finding.was == "0-1"
	finding.message == "`store.save` could be stopped with the flag `pauseIngest`; now only a deployment stops it."
}

test_one_remark_for_a_flag if {
	other := {"subject": "Edge.list", "at": "8-9"}
	before := _file({"switchedCalls": [_call({"flags": [_flag({})]}), _call(object.union(other, {"flags": [_flag({})]}))]})
	[finding] := [f | some f in rule.findings] with input as _file({"switchedCalls": [_call({}), _call(other)]}) with data.groundwire.before as before
	finding.at == "1-2"
	finding.related == [{"at": "8-9"}]
}

test_a_flag_that_let_something_start if {
	[finding] := [f | some f in rule.findings] with input as _file({"switchedCalls": [_call({})]}) with data.groundwire.before as _before({"runs": "on"})
	finding.confidence == "low"
}

test_a_choice_between_two_ways if {
	[finding] := [f | some f in rule.findings] with input as _file({"switchedCalls": [_call({})]}) with data.groundwire.before as _before({"refuses": false})
	finding.confidence == "low"
}

test_named_for_what_it_is if {
	[finding] := [f | some f in rule.findings] with input as _file({"switchedCalls": [_call({})]}) with data.groundwire.before as _before({"runs": "on", "name": "edgeKillSwitch"})
	finding.confidence == "high"
}

test_asked_elsewhere if {
	here := _file({"switchedCalls": [_call({})], "flags": [{"at": "5-6", "subject": "f", "name": "pauseIngest", "via": "question"}]})
	count(rule.findings) == 0 with input as here with data.groundwire.before as _before({})
	beside := _file({"switchedCalls": [_call({})], "flagsBeside": ["pauseIngest"]})
	count(rule.findings) == 0 with input as beside with data.groundwire.before as _before({})
}

test_another_flag_and_work_that_is_gone if {
	other := _file({"switchedCalls": [_call({"flags": [_flag({"name": "other"})]})]})
	count(rule.findings) == 0 with input as other with data.groundwire.before as _before({})
	count(rule.findings) == 0 with input as _file({}) with data.groundwire.before as _before({})
}

test_one_of_two_calls_never_had_the_flag if {
	before := _file({"switchedCalls": [_call({"flags": [_flag({})]}), _call({"at": "7-8"})]})
	count(rule.findings) == 0 with input as _file({"switchedCalls": [_call({})]}) with data.groundwire.before as before
}

_route(route) := {"at": "1-2", "subject": route, "kind": "http", "framework": "express", "route": route}

_flagged := {"flagClients": ["unleash-client"], "flagHelpers": []}

test_a_new_route_that_writes if {
	[finding] := [f | some f in rule.findings] with input as _file({"handlers": [_route("POST /refunds")], "profile": _flagged}) with data.groundwire.change as {"base": "a"}
	finding.confidence == "low"
}

test_routes_that_need_none if {
	reads := _file({"handlers": [_route("GET /refunds")], "profile": _flagged})
	count(rule.findings) == 0 with input as reads with data.groundwire.change as {"base": "a"}
	no_flags := _file({"handlers": [_route("POST /refunds")]})
	count(rule.findings) == 0 with input as no_flags with data.groundwire.change as {"base": "a"}
	asked := _file({"handlers": [_route("POST /refunds")], "profile": _flagged, "flags": [{"at": "3-4", "subject": "f", "entry": "POST /refunds", "name": "x", "via": "question"}]})
	count(rule.findings) == 0 with input as asked with data.groundwire.change as {"base": "a"}
}

test_a_scan_asks_for_no_switch if {
	count(rule.findings) == 0 with input as _file({"handlers": [_route("POST /refunds")], "profile": _flagged}) with data.groundwire.change as {"base": null}
}

test_new_paths_can_be_left_out if {
	count(rule.findings) == 0 with input as _file({"handlers": [_route("POST /refunds")], "profile": _flagged})
		with data.groundwire.change as {"base": "a"}
		with data.groundwire.params as {"missing-kill-switch": {"newPaths": false}}
}
