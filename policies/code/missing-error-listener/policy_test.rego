package groundwire.code.missing_error_listener_test

import data.groundwire.code.missing_error_listener as rule

_file(parts) := object.union({"path": "src/a.ts", "language": "typescript", "role": "server", "emitters": [], "processListeners": [], "programs": []}, parts)

_emitter(parts) := object.union({"at": "1-2", "subject": "Runner.start", "kind": "child", "library": "child_process", "name": "this.child", "made": true, "origin": "spawn", "brief": false, "unheard": "crash", "errors": "absent", "handedTo": []}, parts)

_process(event) := {"at": "7-9", "subject": "start", "event": event, "ends": [], "exits": false, "bounded": false}

_program(hears) := {"at": "0-5", "subject": "<module>", "hears": hears, "helpers": [], "names": [], "healthMoved": false}

test_made_and_unheard if {
	[finding] := [f | some f in rule.findings] with input as _file({"emitters": [_emitter({})]})
	finding.message == "Nobody listens for the `error` of `this.child`: when the program cannot be started, the process ends with all that it was doing."
	finding.severity == "high"
	finding.confidence == "medium"
}

test_heard_in_other_hands_or_taken_by_the_library if {
	emitters := [_emitter({"errors": "heard"}), _emitter({"errors": "unknown", "handedTo": ["return"]}), _emitter({"unheard": "none"}), _emitter({"made": false, "errors": "unknown"})]
	count(rule.findings) == 0 with input as _file({"emitters": emitters})
}

test_ended_in_its_function if {
	[finding] := [f | some f in rule.findings] with input as _file({"emitters": [_emitter({"kind": "client", "library": "pg", "brief": true})]})
	finding.confidence == "low"
}

test_an_exported_pool if {
	pool := _emitter({"kind": "pool", "library": "pg", "name": "pool", "errors": "unknown", "handedTo": ["drizzle", "export"]})
	[finding] := [f | some f in rule.findings] with input as _file({"emitters": [pool]})
	finding.severity == "medium"
	count(rule.findings) == 0 with input as _file({"emitters": [object.union(pool, {"handedTo": ["watchPool"]})]})
}

test_a_listener_that_was_taken_away if {
	before := _file({"emitters": [_emitter({"errors": "heard", "listener": "3-4", "handedTo": ["Channel"]})]})
	head := _file({"role": "cli", "emitters": [_emitter({"subject": "Runner.run", "errors": "unknown", "handedTo": ["Channel"]})]})
	[finding] := [f | some f in rule.findings] with input as head with data.groundwire.before as before
	finding.confidence == "high"
	finding.was == "3-4"
}

test_a_listener_that_may_have_moved if {
	before := _file({"emitters": [_emitter({"errors": "heard", "listener": "3-4"})]})
	head := _file({"emitters": [_emitter({"errors": "unknown", "handedTo": ["supervise"]})]})
	count(rule.findings) == 0 with input as head with data.groundwire.before as before
}

test_what_was_renamed_with_its_wrapper if {
	before := _file({"emitters": [_emitter({"name": "Pool", "kind": "pool", "library": "pg", "errors": "heard"})]})
	head := _file({"emitters": [_emitter({"name": "pool", "kind": "pool", "library": "pg"})]})
	[finding] := [f | some f in rule.findings] with input as head with data.groundwire.before as before
	finding.confidence == "high"
}

test_the_library_takes_the_error if {
	before := _file({"emitters": [_emitter({"library": "ioredis", "kind": "client", "unheard": "none", "errors": "heard"})]})
	head := _file({"emitters": [_emitter({"library": "ioredis", "kind": "client", "unheard": "none"})]})
	[finding] := [f | some f in rule.findings] with input as head with data.groundwire.before as before
	finding.severity == "medium"
	contains(finding.message, "when it fails, nobody is told")
}

test_sockets_of_all_upgrade_listeners if {
	socket := _emitter({"library": "http", "kind": "socket", "name": "socket", "origin": ""})
	before := _file({"emitters": [object.union(socket, {"errors": "heard"})]})
	[finding] := [f | some f in rule.findings] with input as _file({"emitters": [socket]})
	finding.confidence == "low"
	count(rule.findings) == 0 with input as _file({"emitters": [object.union(socket, {"errors": "unknown"})]}) with data.groundwire.before as before
}

test_the_habit_of_a_file if {
	before := _file({"emitters": [_emitter({"subject": "other"})]})
	count(rule.findings) == 0 with input as _file({"emitters": [_emitter({"subject": "other"}), _emitter({})]}) with data.groundwire.before as before
}

test_the_listener_for_rejections if {
	before := _file({"processListeners": [_process("unhandledRejection")]})
	[finding] := [f | some f in rule.findings] with input as _file({"programs": [_program(["SIGTERM"])]}) with data.groundwire.before as before
	finding.subject == "unhandledRejection"
	finding.was == "7-9"
	count(rule.findings) == 0 with input as _file({"programs": [_program(["unhandledRejection"])]}) with data.groundwire.before as before
}

test_scripts_are_left_alone if {
	count(rule.findings) == 0 with input as _file({"role": "script", "emitters": [_emitter({})]})
}
