package groundwire.collector.collector_no_retry_test

import data.groundwire.collector.collector_no_retry as rule

_config(changes) := object.union(
	{
		"receivers": {"otlp": {}},
		"processors": {"memory_limiter": {}, "batch": {}},
		"exporters": {"otlp": {"endpoint": "https://otel.example:4317"}},
		"service": {"pipelines": {"traces": {"receivers": ["otlp"], "processors": ["memory_limiter", "batch"], "exporters": ["otlp"]}}},
	},
	changes,
)

test_off if {
	[finding] := [f | some f in rule.findings] with input as _config({"exporters": {"otlp": {"retry_on_failure": {"enabled": false}}}})
	finding.at == ["exporters", "otlp", "retry_on_failure", "enabled"]
}

test_on if {
	count(rule.findings) == 0 with input as _config({"exporters": {"otlp": {"retry_on_failure": {"enabled": true}, "sending_queue": {}}}})
	count(rule.findings) == 0 with input as _config({})
}
