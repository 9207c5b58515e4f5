package groundwire.code.trace_context_lost_test

import data.groundwire.code.trace_context_lost as rule

_file(crossings) := {"path": "src/a.ts", "language": "typescript", "role": "server", "contextCrossings": crossings, "outboundCalls": [], "tracedCalls": []}

_crossing(parts) := object.union({"at": "1-2", "subject": "publish", "kind": "message", "name": "orders", "ordinal": 0, "context": "absent"}, parts)

test_a_message_that_carried_it if {
	before := _file([_crossing({"at": "7-8", "context": "carried"})])
	[finding] := [f | some f in rule.findings] with input as _file([_crossing({})]) with data.groundwire.before as before
	finding.confidence == "high"
	finding.was == "7-8"
	finding.message == "The message to `orders` no longer carries the context of the trace: the trace ends here, and whoever handles the message begins another."
}

test_one_left_out if {
	[finding] := [f | some f in rule.findings] with input as _file([_crossing({}), _crossing({"at": "3-4", "name": "mails", "context": "carried"})])
	contains(finding.message, "`mails` in this file does. The trace ends here")
}

test_none_carries_it if {
	count(rule.findings) == 0 with input as _file([_crossing({}), _crossing({"context": "auto"}), _crossing({"context": "unknown"}), _crossing({"kind": "callback"})])
}

test_a_span_in_a_hook if {
	[finding] := [f | some f in rule.findings] with input as _file([_crossing({"kind": "observer", "name": "createHook"})])
	contains(finding.message, "a hook of `createHook`")
	count(rule.findings) == 0 with input as _file([_crossing({"kind": "observer", "context": "carried"})])
}

test_a_scope_around_nothing if {
	count(rule.findings) == 1 with input as _file([_crossing({"kind": "scope", "name": "pending"})])
}

test_work_that_left_its_scope if {
	before := _file([_crossing({"at": "7-8", "kind": "scope", "name": "save", "context": "carried"})])
	head := object.union(_file([]), {"tracedCalls": [{"at": "5-6", "subject": "publish", "kind": "call", "name": "save", "depth": 0, "wrappers": 0}]})
	[finding] := [f | some f in rule.findings] with input as head with data.groundwire.before as before
	finding.at == "5-6"
	count(rule.findings) == 0 with input as _file([]) with data.groundwire.before as before
}

test_headers_without_the_context if {
	before := _file([_crossing({"at": "7-8", "kind": "request", "name": "headers", "context": "carried"})])
	head := object.union(_file([]), {"outboundCalls": [{"at": "5-6", "subject": "publish", "kind": "call"}]})
	[finding] := [f | some f in rule.findings] with input as head with data.groundwire.before as before
	finding.message == "The context of the trace is no longer put into `headers`: the service that answers begins a trace of its own."
}
