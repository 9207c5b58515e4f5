package groundwire.code.stream_backpressure_test

import data.groundwire.code.stream_backpressure as rule

_file(streams) := {"path": "src/a.ts", "language": "typescript", "role": "server", "streams": streams}

_use(parts) := object.union({"at": "1-2", "subject": "send", "kind": "pipe", "name": "file.pipe(response)", "state": "ignored", "size": "unknown", "from": "file", "to": "response"}, parts)

_said(head) := found if {
	found := [f | some f in rule.findings] with input as _file(head)
}

test_a_pipe_that_nobody_listens_to if {
	[finding] := _said([_use({})])
	finding.confidence == "medium"
	finding.message == "`file.pipe(response)` forwards no error: when the file fails, the process ends with an unhandled `error` event, and the answer stays open."
}

test_less_sure_of_other_streams if {
	[finding] := _said([_use({"from": "stream", "to": "stream"})])
	finding.confidence == "low"
}

test_an_async_listener if {
	[finding] := _said([_use({"kind": "data", "name": "rows.on"})])
	contains(finding.message, "chunks overtake each other")
}

test_writes_in_a_loop if {
	[finding] := _said([_use({"kind": "write", "name": "file.write", "size": "query"})])
	finding.confidence == "medium"
}

test_nothing_to_say if {
	count(_said([_use({"state": "heeded"}), _use({"state": "unknown"}), _use({"kind": "write", "size": "small"}), _use({"kind": "write"})])) == 0
}

test_a_listener_that_was_taken_away if {
	[finding] := [f | some f in rule.findings] with input as _file([_use({})]) with data.groundwire.before as _file([_use({"state": "heeded"})])
	finding.confidence == "high"
}
