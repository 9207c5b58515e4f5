package groundwire.code.long_default_timeout_test

import data.groundwire.code.long_default_timeout as rule

_client(deadline) := {
	"at": "10-20",
	"subject": "<module>",
	"client": "openai",
	"kind": "client",
	"family": "llm",
	"deadline": deadline,
}

_default(ms) := {"state": "inherited", "reason": "default", "ms": ms}

_server(call) := {"role": "server", "outboundCalls": [call]}

test_minutes_are_long if {
	some finding in rule.findings with input as _server(_client(_default(600000)))
	finding.message == "The `openai` client sets no deadline, and the library's own ends a call after 600 s."
}

test_a_short_default_is_silent if {
	count(rule.findings) == 0 with input as _server(_client(_default(30000)))
}

test_a_deadline_of_its_own_is_silent if {
	count(rule.findings) == 0 with input as _server(_client({"state": "literal", "ms": 600000}))
}

test_calls_have_what_their_instance_has if {
	call := object.union(_client(_default(600000)), {"kind": "call"})
	count(rule.findings) == 0 with input as _server(call)
	count(rule.findings) == 1 with input as _server(object.union(call, {"client": "undici"}))
}

test_one_taken_away_is_told_by_missing_timeout if {
	before := _server(_client({"state": "literal", "ms": 2000}))
	count(rule.findings) == 0 with input as _server(_client(_default(600000))) with data.groundwire.before as before
}

test_what_is_long_can_be_said if {
	params := {"long-default-timeout": {"maxDefaultMs": 10000}}
	count(rule.findings) == 1 with input as _server(_client(_default(30000))) with data.groundwire.params as params
}

test_code_that_serves_nobody if {
	every role in ["library", "cli", "script"] {
		count(rule.findings) == 0 with input as {"role": role, "outboundCalls": [_client(_default(600000))]}
	}
}
