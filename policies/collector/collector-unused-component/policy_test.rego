package groundwire.collector.collector_unused_component_test

import data.groundwire.collector.collector_unused_component as rule

_config(changes) := object.union(
	{
		"receivers": {"otlp": {}},
		"processors": {"memory_limiter": {}, "batch": {}},
		"exporters": {"otlp": {"endpoint": "https://otel.example:4317"}},
		"service": {"pipelines": {"traces": {"receivers": ["otlp"], "processors": ["memory_limiter", "batch"], "exporters": ["otlp"]}}},
	},
	changes,
)

test_unused if {
	[finding] := [f | some f in rule.findings] with input as _config({"processors": {"memory_limiter": {}, "batch": {}, "tail_sampling": {}}})
	finding.at == ["processors", "tail_sampling"]
}

test_all_used if {
	count(rule.findings) == 0 with input as _config({})
}
