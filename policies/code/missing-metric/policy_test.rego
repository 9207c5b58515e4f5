package groundwire.code.missing_metric_test

import data.groundwire.code.missing_metric as rule

_file(metrics, work) := {"path": "src/a.ts", "language": "typescript", "role": "server", "profile": {"metrics": metrics, "tracing": {"libraries": []}}, "measuredWork": work}

_work(parts) := object.union({"at": "1-2", "subject": "job 0 3 * * *", "kind": "job", "name": "job 0 3 * * *", "by": [], "elsewhere": false}, parts)

test_a_job_that_nothing_tells_of if {
	[finding] := [f | some f in rule.findings] with input as _file(["prom-client"], [_work({})])
	finding.message == "Neither a metric nor a span nor a log tells how often the job `0 3 * * *` runs, fails, or how long it takes: when it stops, nobody is told."
}

test_told_somehow if {
	work := [_work({"by": ["log"]}), _work({"by": ["span"]}), _work({"elsewhere": true})]
	count(rule.findings) == 0 with input as _file(["prom-client"], work)
}

test_a_package_that_measures_nothing if {
	count(rule.findings) == 0 with input as _file([], [_work({})])
}

test_the_metric_was_taken_away if {
	before := _file(["prom-client"], [_work({"at": "7-8", "by": ["log", "metric"]})])
	[finding] := [f | some f in rule.findings] with input as _file(["prom-client"], [_work({"by": ["log"]})]) with data.groundwire.before as before
	finding.confidence == "high"
	finding.was == "7-8"
	count(rule.findings) == 0 with input as _file(["prom-client"], [_work({"by": ["span"]})]) with data.groundwire.before as before
}

test_a_cache if {
	[finding] := [f | some f in rule.findings] with input as _file(["prom-client"], [_work({"kind": "cache", "name": "prices", "subject": "<module>"})])
	contains(finding.message, "hits and misses of `prices`")
}
