package groundwire.code.missing_health_endpoint_test

import data.groundwire.code.missing_health_endpoint as rule

_file(parts) := object.union({"path": "src/a.ts", "language": "typescript", "role": "server", "handlers": [], "handovers": [], "programs": [], "services": [_service({})], "healthRoutes": []}, parts)

_service(parts) := object.union({"at": "1-2", "subject": "<module>", "framework": "express", "name": "app", "starts": "loaded", "health": "unknown"}, parts)

_route(parts) := object.union({"at": "3-4", "subject": "<module>", "framework": "express", "route": "/health", "asks": "health", "conditional": false, "checks": [], "answers": "always"}, parts)

test_a_service_without if {
	[finding] := [f | some f in rule.findings] with input as _file({"services": [_service({"health": "absent"})]})
	finding.message == "`app` listens, and none of its routes says whether it lives: a process that hangs keeps its traffic, and nothing restarts it."
}

test_present_unknown_or_as_before if {
	count(rule.findings) == 0 with input as _file({"services": [_service({"health": "present"}), _service({}), _service({"health": "absent", "starts": "caller"})]})
	absent := _file({"services": [_service({"health": "absent"})]})
	count(rule.findings) == 0 with input as absent with data.groundwire.before as absent
}

test_a_route_that_was_taken_away if {
	before := _file({"healthRoutes": [_route({"imported": "0-1"})]})
	[finding] := [f | some f in rule.findings] with input as _file({}) with data.groundwire.before as before
	finding.confidence == "high"
	finding.was == ["3-4", "0-1"]
}

test_one_of_two_routes if {
	before := _file({"healthRoutes": [_route({}), _route({"route": "/ready", "asks": "ready"})]})
	[finding] := [f | some f in rule.findings] with input as _file({"healthRoutes": [_route({})]}) with data.groundwire.before as before
	contains(finding.message, "`/ready`")
}

test_renamed_or_moved if {
	before := _file({"healthRoutes": [_route({})]})
	count(rule.findings) == 0 with input as _file({"healthRoutes": [_route({"route": "/healthz"})]}) with data.groundwire.before as before
	program := {"at": "0-5", "subject": "<module>", "hears": [], "helpers": [], "names": [], "healthMoved": true}
	count(rule.findings) == 0 with input as _file({"programs": [program]}) with data.groundwire.before as before
}

test_a_route_under_a_condition if {
	before := _file({"healthRoutes": [_route({})]})
	[finding] := [f | some f in rule.findings] with input as _file({"healthRoutes": [_route({"conditional": true})]}) with data.groundwire.before as before
	finding.confidence == "high"
}

test_a_route_that_asks_no_longer if {
	before := _file({"healthRoutes": [_route({"answers": "checks", "checks": ["database.ping"]})]})
	[finding] := [f | some f in rule.findings] with input as _file({"healthRoutes": [_route({})]}) with data.groundwire.before as before
	contains(finding.message, "no longer asks `database.ping`")
	live := _file({"healthRoutes": [_route({"asks": "live"})]})
	count(rule.findings) == 0 with input as live with data.groundwire.before as before
}
