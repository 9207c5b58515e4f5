package groundwire.code.missing_shutdown_test

import data.groundwire.code.missing_shutdown as rule

_file(parts) := object.union({"path": "src/a.ts", "language": "typescript", "role": "server", "emitters": [], "processListeners": [], "programs": [_program([])], "lifecycle": []}, parts)

_program(hears) := {"at": "0-5", "subject": "<module>", "hears": hears, "helpers": [], "names": ["server", "pool"], "healthMoved": false}

_listens(parts) := object.union({"at": "1-2", "subject": "<module>", "kind": "listen", "framework": "express", "name": "app", "starts": "loaded", "drains": "absent"}, parts)

_signal(event, at, ends) := {"at": at, "subject": "<module>", "event": event, "ends": ends, "exits": true, "bounded": false}

test_a_server_without if {
	[finding] := [f | some f in rule.findings] with input as _file({"lifecycle": [_listens({}), _listens({"at": "5-6", "kind": "schedule"})]})
	finding.at == "1-2"
	finding.message == "`app` listens and hears no SIGTERM: every deployment cuts off the requests that are under way."
	finding.confidence == "medium"
}

test_schedules_weigh_little if {
	[finding] := [f | some f in rule.findings] with input as _file({"lifecycle": [_listens({"kind": "schedule", "name": "job 0 3 * * *"})]})
	finding.confidence == "low"
	contains(finding.message, "The job 0 3 * * * is scheduled")
}

test_drained_or_in_other_hands if {
	running := [_listens({"drains": "present"}), _listens({"drains": "unknown", "starts": "caller"})]
	count(rule.findings) == 0 with input as _file({"lifecycle": running})
	count(rule.findings) == 0 with input as _file({"role": "library", "lifecycle": [_listens({})]})
}

test_it_was_so_before if {
	before := _file({"lifecycle": [_listens({})]})
	count(rule.findings) == 0 with input as _file({"lifecycle": [_listens({}), _listens({"at": "8-9", "kind": "consume"})]}) with data.groundwire.before as before
}

test_listeners_that_were_taken_away if {
	before := _file({"processListeners": [_signal("SIGTERM", "3-4", []), _signal("SIGINT", "5-6", [])], "lifecycle": [_listens({"drains": "present"})]})
	[finding] := [f | some f in rule.findings] with input as _file({"lifecycle": [_listens({})]}) with data.groundwire.before as before
	finding.confidence == "high"
	finding.was == ["3-4", "5-6"]
	finding.related == [{"at": "1-2"}]
}

test_they_moved if {
	before := _file({"processListeners": [_signal("SIGTERM", "3-4", [])], "lifecycle": [_listens({"drains": "present"})]})
	head := _file({"programs": [_program(["SIGTERM"])], "lifecycle": [_listens({"drains": "present"})]})
	count(rule.findings) == 0 with input as head with data.groundwire.before as before
	helped := _file({"programs": [object.union(_program([]), {"helpers": ["@godaddy/terminus"]})], "lifecycle": [_listens({"drains": "present"})]})
	count(rule.findings) == 0 with input as helped with data.groundwire.before as before
}

test_sigint_is_for_people if {
	before := _file({"processListeners": [_signal("SIGTERM", "3-4", ["server.close"]), _signal("SIGINT", "5-6", [])]})
	head := _file({"processListeners": [_signal("SIGTERM", "3-4", ["server.close"])], "programs": [_program(["SIGTERM"])], "lifecycle": [_listens({"drains": "present"})]})
	count(rule.findings) == 0 with input as head with data.groundwire.before as before
}

test_a_step_for_the_end_does_it_now if {
	before := _file({"processListeners": [_signal("SIGTERM", "3-4", ["server.stop"])]})
	head := _file({"processListeners": [_signal("SIGTERM", "3-4", []), _signal("shutdown", "7-8", ["server.stop"])], "programs": [_program(["SIGTERM"])]})
	count(rule.findings) == 0 with input as head with data.groundwire.before as before
}

test_something_is_no_longer_ended if {
	before := _file({"processListeners": [_signal("SIGTERM", "3-4", ["pool.end", "server.close"])]})
	head := _file({"processListeners": [_signal("SIGTERM", "3-4", ["server.close"])], "programs": [_program(["SIGTERM"])]})
	[finding] := [f | some f in rule.findings] with input as head with data.groundwire.before as before
	finding.message == "On SIGTERM `pool.end` is no longer called: what it held is cut off when the process ends."
	gone := _file({"processListeners": [_signal("SIGTERM", "3-4", ["server.close"])], "programs": [object.union(_program(["SIGTERM"]), {"names": ["server"]})]})
	count(rule.findings) == 0 with input as gone with data.groundwire.before as before
}
