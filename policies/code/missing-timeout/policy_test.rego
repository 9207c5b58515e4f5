package groundwire.code.missing_timeout_test

import data.groundwire.code.missing_timeout as rule

_call := {
	"at": "10-20",
	"subject": "charge",
	"client": "fetch",
	"kind": "call",
	"family": "http",
	"target": "pay.internal",
	"method": "POST",
	"awaited": true,
	"deadline": {"state": "absent"},
}

_file(calls) := {"role": "server", "outboundCalls": calls}

_with(changes) := object.union(_call, changes)

_bounded_call := _with({"deadline": {"state": "literal", "ms": 2000}})

test_absent_deadline_is_high if {
	found := rule.findings with input as _file([_call])
	found == {{"at": "10-20", "subject": "charge", "message": "`fetch` to `pay.internal` has no deadline.", "severity": "high", "related": []}}
}

test_entry_is_named if {
	some finding in rule.findings with input as _file([_with({"entry": "POST /orders"})])
	finding.message == "`fetch` to `pay.internal` has no deadline, and `POST /orders` awaits it."
}

test_nobody_waits_is_medium if {
	some finding in rule.findings with input as _file([_with({"awaited": false})])
	finding.severity == "medium"
}

test_library_is_medium if {
	some finding in rule.findings with input as {"role": "library", "outboundCalls": [_call]}
	finding.severity == "medium"
}

test_silent_outside_production if {
	every role in ["browser", "cli", "script", "test", "build", "generated"] {
		count(rule.findings) == 0 with input as {"role": role, "outboundCalls": [_call]}
	}
}

test_silent_on_every_other_state if {
	every state in ["literal", "inherited", "caller", "unknown"] {
		count(rule.findings) == 0 with input as _file([_with({"deadline": {"state": state}})])
	}
}

test_a_page_calls_its_own_server if {
	count(rule.findings) == 0 with input as _file([_with({"target": "/api/orders"})])
}

test_calls_of_an_unbounded_instance_are_not_to_blame if {
	count(rule.findings) == 0 with input as _file([_with({"deadline": {"state": "absent", "reason": "client"}})])
}

test_zero_means_none if {
	some finding in rule.findings with input as _file([_with({"deadline": {"state": "absent", "reason": "zero"}})])
	finding.message == "`fetch` to `pay.internal` has a timeout of 0, which means none."
}

test_fix_is_passed_on if {
	fix := {"name": "set-deadline", "params": {"client": "fetch"}}
	some finding in rule.findings with input as _file([_with({"fix": fix})])
	finding.fix == fix
}

test_a_deadline_taken_away_names_the_call if {
	some finding in rule.findings with input as _file([_call]) with data.groundwire.before as _file([_bounded_call])
	finding.related == [{"at": "10-20"}]
	finding.message == "`fetch` to `pay.internal` has lost its deadline of 2000 ms."
}

test_the_fix_gives_back_the_deadline_that_was_there if {
	call := _with({"fix": {"name": "set-deadline", "params": {"option": "signal"}}})
	other := _with({"at": "30-40", "subject": "quote", "target": "quote.internal", "deadline": {"state": "literal", "ms": 9000}})
	findings := rule.findings with input as _file([call, other]) with data.groundwire.before as _file([_bounded_call])
	{finding.fix.params.ms | some finding in findings} == {2000}
}

test_a_like_call_that_had_none_at_base_is_not_said_to_have_lost_it if {
	calls := _file([_with({"at": "30-40"}), _bounded_call])
	messages := {finding.message | some finding in rule.findings} with input as _file([_call, _with({"at": "30-40"})]) with data.groundwire.before as calls
	messages == {"`fetch` to `pay.internal` has no deadline."}
}

test_a_call_that_goes_elsewhere_now_lost_it_too if {
	some finding in rule.findings with input as _file([_with({"target": "pay.example"})]) with data.groundwire.before as _file([_bounded_call])
	finding.message == "`fetch` to `pay.example` has lost its deadline of 2000 ms."
}

test_a_client_says_what_waits if {
	some finding in rule.findings with input as _file([_with({"client": "redis", "kind": "client", "target": ""})])
	finding.message == "The `redis` client has no deadline: each of its calls may wait for ever."
}

test_siblings_say_how_long if {
	calls := [_with({"fix": {"name": "set-deadline", "params": {"option": "signal", "index": 1}}}), _bounded_call]
	some finding in rule.findings with input as _file(calls)
	finding.message == "`fetch` to `pay.internal` has no deadline. Another call of this file ends within 2000 ms."
	finding.fix.params == {"option": "signal", "index": 1, "ms": 2000}
}

_redis(at, subject) := {
	"at": at,
	"subject": subject,
	"client": "ioredis",
	"kind": "client",
	"family": "cache",
	"target": "",
	"method": "Redis",
	"awaited": false,
	"deadline": {"state": "absent"},
	"settings": {"at": "1-5", "name": "defaults"},
}

test_shared_settings_are_one_finding if {
	found := rule.findings with input as _file([_redis("30-40", "a"), _redis("50-60", "b")])
	count(found) == 1
	some finding in found
	finding.at == "1-5"
	finding.subject == "defaults"
	finding.related == [{"at": "30-40"}, {"at": "50-60"}]
}

test_a_single_client_points_at_its_settings if {
	some finding in rule.findings with input as _file([_redis("30-40", "a")])
	finding.at == "30-40"
	finding.related == [{"at": "1-5"}]
}

_query(state) := _with({"client": "knex", "family": "database", "deadline": {"state": state, "reason": "client"}})

test_a_lost_bound_is_found_where_nothing_else_is_known if {
	some finding in rule.findings with input as _file([_query("unknown")])
		with data.groundwire.before as _file([_query("literal")])
	finding.message == "`knex` to `pay.internal` lost the deadline that it had."
	finding.confidence == "medium"
}

test_a_query_that_never_had_a_bound_is_silent if {
	count(rule.findings) == 0 with input as _file([_query("unknown")]) with data.groundwire.before as _file([_query("unknown")])
	count(rule.findings) == 0 with input as _file([_query("unknown")])
}

test_another_query_beside_a_bounded_one_is_silent if {
	found := rule.findings with input as _file([_query("literal"), _query("unknown")])
		with data.groundwire.before as _file([_query("literal")])
	count(found) == 0
}

_model(deadline) := _with({"client": "openai", "family": "llm", "kind": "client", "deadline": deadline})

test_falling_back_to_a_longer_default if {
	before := _file([_model({"state": "literal", "ms": 20000})])
	some finding in rule.findings with input as _file([_model({"state": "inherited", "reason": "default", "ms": 600000})]) with data.groundwire.before as before
	finding.message == "The `openai` client lost the deadline that it had; the library's own, 600000 ms, holds now."
}

test_a_setting_that_may_be_zero_can_be_lost if {
	before := _file([_model({"state": "unknown", "reason": "zero"})])
	count(rule.findings) == 1 with input as _file([_model({"state": "inherited", "reason": "default", "ms": 60000})]) with data.groundwire.before as before
	count(rule.findings) == 0 with input as before with data.groundwire.before as before
}

test_falling_back_to_a_shorter_default if {
	before := _file([_model({"state": "literal", "ms": 20000})])
	count(rule.findings) == 0 with input as _file([_model({"state": "inherited", "reason": "default", "ms": 10000})]) with data.groundwire.before as before
}

test_longer_than_allowed if {
	found := rule.findings with input as _file([_bounded_call]) with data.groundwire.params as {"missing-timeout": {"maxMs": 1000}}
	count(found) == 1
	count(rule.findings) == 0 with input as _file([_bounded_call]) with data.groundwire.params as {"missing-timeout": {"maxMs": 2000}}
	count(rule.findings) == 0 with input as _file([_bounded_call]) with data.groundwire.params as {"missing-timeout": {"maxMs": null}}
}
