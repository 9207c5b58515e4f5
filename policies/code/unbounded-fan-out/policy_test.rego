package groundwire.code.unbounded_fan_out_test

import data.groundwire.code.unbounded_fan_out as rule

_file(fans) := {"path": "src/a.ts", "language": "typescript", "role": "server", "fanOuts": fans}

_fan(parts) := object.union({"at": "1-2", "around": "1-9", "subject": "refresh", "via": "all", "over": "projects", "what": "ship", "source": "query", "does": "io", "bounded": "no", "limiter": ""}, parts)

_said(head) := found if {
	found := [f | some f in rule.findings] with input as _file(head)
}

_said_after(head, base) := found if {
	found := [f | some f in rule.findings] with input as _file(head) with data.groundwire.before as _file(base)
}

test_a_query_without_a_limit if {
	[finding] := _said([_fan({})])
	finding.at == "1-9"
	finding.confidence == "medium"
	finding.message == "`ship` starts at once for every element of `projects`, and a query without a limit decides how many there are."
}

test_a_request_weighs_more if {
	[finding] := _said([_fan({"source": "input"})])
	finding.severity == "high"
	contains(finding.message, "whoever sends the request")
}

test_not_sure_of_a_parameter if {
	[finding] := _said([_fan({"source": "parameter", "bounded": "unknown"})])
	finding.confidence == "low"
}

test_queries_of_the_own_pool_wait_in_it if {
	[finding] := _said([_fan({"does": "database"})])
	finding.confidence == "low"
}

test_nothing_to_say if {
	count(_said([_fan({"bounded": "yes"}), _fan({"does": "none"}), _fan({"does": "unknown"}), _fan({"via": "sequence", "bounded": "yes"}), _fan({"source": "unknown", "bounded": "unknown"}), _fan({"source": "parameter", "bounded": "unknown", "does": "database"})])) == 0
}

test_a_loop_that_waited_for_each if {
	was := _fan({"via": "sequence", "bounded": "yes", "limiter": "sequence", "does": "unknown"})
	[finding] := _said_after([_fan({"source": "unknown", "bounded": "unknown", "does": "unknown"})], [was])
	finding.confidence == "high"
	finding.message == "`projects` was gone through one after the other; now `ship` starts for all of its elements at once."
}

test_a_limit_that_was_taken_away if {
	[finding] := _said_after([_fan({})], [_fan({"bounded": "yes", "limiter": "limit"})])
	contains(finding.message, "under the limit of `limit`")
}

test_it_stood_before if {
	was := _fan({"via": "sequence", "bounded": "yes", "limiter": "sequence"})
	[finding] := _said_after([_fan({})], [was, _fan({})])
	finding.confidence == "medium"
}

test_work_that_stays_inside if {
	was := _fan({"via": "sequence", "bounded": "yes", "limiter": "sequence"})
	count(_said_after([_fan({"does": "none"})], [was])) == 0
}
