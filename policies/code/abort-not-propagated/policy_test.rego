package groundwire.code.abort_not_propagated_test

import data.groundwire.code.abort_not_propagated as rule

_file(uses) := object.union({"path": "src/a.ts", "language": "typescript", "role": "server", "profile": {}, "outboundCalls": [], "retries": [], "signalUses": [], "heldWork": [], "messageWrites": []}, {"signalUses": uses})

_use(parts) := object.union({"at": "1-2", "subject": "search", "name": "fetch", "kind": "outbound", "ordinal": 0, "state": "absent", "atHand": "signal", "source": "parameter", "awaited": true, "cleanup": false}, parts)

test_a_parameter_that_is_not_passed if {
	[finding] := [f | some f in rule.findings] with input as _file([_use({})])
	finding.confidence == "high"
	finding.message == "`fetch` does not get `signal`: when the caller gives up, this call goes on for an answer that nobody reads."
}

test_passed_unknown_cleanup_or_not_awaited if {
	count(rule.findings) == 0 with input as _file([_use({"state": "passed"}), _use({"state": "unknown"}), _use({"cleanup": true}), _use({"awaited": false})])
}

test_a_request_signal_only_beside_another if {
	count(rule.findings) == 0 with input as _file([_use({"source": "request", "atHand": "request.signal"})])
	beside := [_use({"source": "request", "atHand": "request.signal"}), _use({"at": "3-4", "name": "load", "state": "passed"})]
	count(rule.findings) == 1 with input as _file(beside)
}

test_a_literal_undefined if {
	[near] := [f | some f in rule.findings] with input as _file([_use({"state": "undefined", "kind": "own"})])
	near.confidence == "high"
	[far] := [f | some f in rule.findings] with input as _file([_use({"state": "undefined", "kind": "own", "atHand": "", "source": "none"})])
	far.confidence == "low"
}

test_a_signal_that_was_taken_away if {
	[finding] := [f | some f in rule.findings] with input as _file([_use({"kind": "other", "atHand": "", "source": "none"})]) with data.groundwire.before as _file([_use({"at": "7-8", "kind": "other", "state": "passed"})])
	finding.confidence == "high"
	finding.was == "7-8"
}

test_what_base_did_so_already if {
	count(rule.findings) == 0 with input as _file([_use({})]) with data.groundwire.before as _file([_use({"at": "7-8"})])
}
