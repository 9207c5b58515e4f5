package groundwire.code.async_callback_test

import data.groundwire.code.async_callback as rule

_file(promises) := {"path": "src/a.ts", "language": "typescript", "role": "server", "promises": promises}

_use(parts) := object.union({"at": "1-2", "subject": "listen", "kind": "callback", "state": "floating", "name": "bus.on", "taker": "event", "promise": "async", "failure": "escapes", "does": "io", "inside": "sync"}, parts)

_said(head) := found if {
	found := [f | some f in rule.findings] with input as _file(head)
}

test_a_listener if {
	[finding] := _said([_use({})])
	finding.confidence == "medium"
	finding.message == "`bus.on` drops the promise of its async function: when that fails, the unhandled rejection ends the process."
}

test_for_each_matters_whatever_becomes_of_failures if {
	[finding] := _said([_use({"name": "rows.forEach", "taker": "forEach", "failure": "handled"})])
	finding.confidence == "high"
}

test_an_express_handler if {
	[finding] := _said([_use({"name": "app.post", "taker": "express"})])
	finding.severity == "high"
	contains(finding.message, "`app.post` never answers")
}

test_an_executor if {
	[finding] := _said([_use({"name": "new Promise", "taker": "promise"})])
	contains(finding.message, "waits for ever")
}

test_nothing_to_say if {
	count(_said([_use({"failure": "handled"}), _use({"taker": "forEach", "does": "none"}), _use({"kind": "call"})])) == 0
}

test_a_habit_of_the_file if {
	[finding] := [f | some f in rule.findings] with input as _file([_use({})]) with data.groundwire.before as _file([_use({"subject": "other"})])
	finding.confidence == "low"
}
