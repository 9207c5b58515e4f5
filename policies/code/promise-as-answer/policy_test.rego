package groundwire.code.promise_as_answer_test

import data.groundwire.code.promise_as_answer as rule

_file(role, promises) := {"path": "src/a.ts", "language": "typescript", "role": role, "promises": promises}

_use(parts) := object.union({"at": "1-2", "subject": "open", "kind": "condition", "state": "floating", "name": "isAllowed", "taker": "none", "promise": "async", "failure": "unknown", "does": "unknown", "inside": "async", "fix": {"name": "await-call"}}, parts)

test_a_condition if {
	[finding] := [f | some f in rule.findings] with input as _file("server", [_use({})])
	finding.fix.name == "await-call"
	startswith(finding.message, "`isAllowed` gives a promise")
}

test_a_predicate if {
	[finding] := [f | some f in rule.findings] with input as _file("library", [_use({"kind": "predicate", "name": "users.filter"})])
	startswith(finding.message, "`users.filter` takes the promise")
}

test_nothing_to_say if {
	count(rule.findings) == 0 with input as _file("server", [_use({"kind": "call"})])
	count(rule.findings) == 0 with input as _file("script", [_use({})])
}
