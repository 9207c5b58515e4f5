package groundwire.code.blocking_handler_test

import data.groundwire.code.blocking_handler as rule

_file(role, calls) := {"path": "src/a.ts", "language": "typescript", "role": role, "blockingCalls": calls}

_call(parts) := object.union({"at": "1-2", "subject": "login", "entry": "POST /login", "name": "scryptSync", "family": "hash", "when": "request"}, parts)

_said(head) := found if {
	found := [f | some f in rule.findings] with input as _file("server", head)
}

test_a_hash_in_a_handler if {
	[finding] := _said([_call({})])
	finding.severity == "high"
	finding.confidence == "high"
	finding.message == "`scryptSync` in `POST /login` stops the whole process until the hash is computed: no other request is served meanwhile."
}

test_a_file_weighs_less if {
	[finding] := _said([_call({"name": "readFileSync", "family": "file"})])
	finding.severity == "medium"
}

test_a_probe_is_for_the_summary if {
	[finding] := _said([_call({"name": "existsSync", "family": "probe"})])
	finding.confidence == "low"
}

test_a_job_is_less_sure if {
	[finding] := _said([_call({"entry": "job 0 * * * *"})])
	finding.confidence == "medium"
}

test_a_hash_that_somebody_calls if {
	call := object.remove(_call({"when": "unknown"}), ["entry"])
	[finding] := _said([call])
	finding.confidence == "medium"
	count(rule.findings) == 0 with input as _file("library", [call])
}

test_nothing_to_say if {
	count(_said([_call({"when": "start"}), _call({"when": "unknown", "family": "file"})])) == 0
	count(rule.findings) == 0 with input as _file("cli", [_call({})])
}
