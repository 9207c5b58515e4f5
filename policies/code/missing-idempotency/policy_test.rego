package groundwire.code.missing_idempotency_test

import data.groundwire.code.missing_idempotency as rule

_file(writes) := object.union({"path": "src/a.ts", "language": "typescript", "role": "server", "profile": {}, "outboundCalls": [], "retries": [], "signalUses": [], "heldWork": [], "messageWrites": []}, {"messageWrites": writes})

_write(parts) := object.union({"at": "3-4", "subject": "handle", "entry": "consumer orders", "handler": "consumer", "name": "prisma.invoice.create", "effect": "insert", "dedupe": "absent", "by": ""}, parts)

test_an_insert_is_for_the_summary if {
	[finding] := [f | some f in rule.findings] with input as _file([_write({})])
	finding.confidence == "low"
}

test_a_charge_weighs_more if {
	[finding] := [f | some f in rule.findings] with input as _file([_write({"effect": "charge"})])
	finding.severity == "high"
	finding.confidence == "medium"
}

test_known_or_unknown if {
	count(rule.findings) == 0 with input as _file([_write({"dedupe": "present", "by": "upsert"}), _write({"dedupe": "unknown"})])
}

test_the_check_was_taken_away if {
	[finding] := [f | some f in rule.findings] with input as _file([_write({})]) with data.groundwire.before as _file([_write({"at": "8-9", "dedupe": "present", "by": "lookup"})])
	finding.confidence == "high"
	finding.was == "8-9"
}

test_what_base_did_so_already if {
	count(rule.findings) == 0 with input as _file([_write({})]) with data.groundwire.before as _file([_write({"at": "8-9"})])
}
