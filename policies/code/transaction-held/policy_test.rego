package groundwire.code.transaction_held_test

import data.groundwire.code.transaction_held as rule

_file(work) := object.union({"path": "src/a.ts", "language": "typescript", "role": "server", "profile": {}, "outboundCalls": [], "retries": [], "signalUses": [], "heldWork": [], "messageWrites": []}, {"heldWork": work})

_work(parts) := object.union({"at": "3-4", "subject": "pay", "holder": "transaction", "by": "prisma.$transaction", "work": "call", "name": "fetch", "family": "http", "through": "", "held": "1-2"}, parts)

test_a_call_in_a_transaction if {
	[finding] := [f | some f in rule.findings] with input as _file([_work({})])
	finding.severity == "high"
	finding.related == [{"at": "1-2"}]
	finding.message == "`fetch` is awaited inside the transaction that `prisma.$transaction` begins: until it answers, that keeps its connection and its row locks."
}

test_through_a_function_is_less_sure if {
	[finding] := [f | some f in rule.findings] with input as _file([_work({"through": "refund"})])
	finding.confidence == "medium"
}

test_under_a_lock_it_is_low if {
	[finding] := [f | some f in rule.findings] with input as _file([_work({"holder": "lock"})])
	finding.confidence == "low"
}

test_what_base_did_so_already if {
	count(rule.findings) == 0 with input as _file([_work({})]) with data.groundwire.before as _file([_work({"at": "8-9"})])
}
