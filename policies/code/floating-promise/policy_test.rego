package groundwire.code.floating_promise_test

import data.groundwire.code.floating_promise as rule

_file(promises) := {"path": "src/a.ts", "language": "typescript", "role": "server", "promises": promises}

_use(parts) := object.union({"at": "1-2", "subject": "close", "kind": "call", "state": "floating", "name": "audit.write", "taker": "none", "promise": "async", "failure": "escapes", "does": "io", "inside": "async"}, parts)

_said(head) := found if {
	found := [f | some f in rule.findings] with input as _file(head)
}

_said_after(head, base) := found if {
	found := [f | some f in rule.findings] with input as _file(head) with data.groundwire.before as _file(base)
}

test_a_call_on_a_request_path if {
	[finding] := _said([_use({"entry": "POST /orders"})])
	finding.severity == "high"
	finding.confidence == "high"
	finding.message == "Nobody waits for `audit.write` in `POST /orders`: what follows runs before it is done, and its failure is an unhandled rejection."
}

test_less_sure_where_nobody_could_wait if {
	[finding] := _said([_use({"inside": "sync"})])
	finding.confidence == "low"
}

test_a_lazy_query_never_runs if {
	[finding] := _said([_use({"promise": "lazy", "name": "prisma.account.update"})])
	finding.severity == "high"
	contains(finding.message, "never runs")
}

test_nothing_to_say if {
	count(_said([_use({"state": "awaited"}), _use({"state": "caught"}), _use({"failure": "handled"}), _use({"does": "none"}), _use({"does": "unknown"}), _use({"promise": "unknown"}), _use({"inside": "module"}), _use({"name": "trackUsage"}), _use({"name": "this.worker.close"})])) == 0
}

test_a_script_is_left_alone if {
	count(rule.findings) == 0 with input as object.union(_file([_use({})]), {"role": "script"})
}

test_an_await_that_was_taken_away if {
	[finding] := _said_after([_use({"promise": "unknown", "does": "unknown"})], [_use({"state": "awaited"})])
	finding.confidence == "high"
	startswith(finding.message, "`audit.write` is no longer awaited")
}

test_a_handler_that_was_taken_away if {
	[finding] := _said_after([_use({})], [_use({"state": "caught"})])
	startswith(finding.message, "`audit.write` is no longer given a handler for its failure")
}

test_what_catches_by_itself_needs_no_handler if {
	count(_said_after([_use({"failure": "handled"})], [_use({"state": "caught"})])) == 0
	count(_said_after([_use({"failure": "handled"})], [_use({"state": "awaited"})])) == 1
}

test_one_more_beside_what_is_awaited if {
	[finding] := _said_after([_use({"state": "awaited"}), _use({"at": "5-6"})], [_use({"state": "awaited"})])
	startswith(finding.message, "Nobody waits for")
}

test_what_nobody_ever_knew if {
	count(_said_after([_use({"promise": "unknown"})], [_use({"promise": "unknown"}), _use({"state": "awaited", "name": "other"})])) == 0
}
