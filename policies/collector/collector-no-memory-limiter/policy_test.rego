package groundwire.collector.collector_no_memory_limiter_test

import data.groundwire.collector.collector_no_memory_limiter as rule

_config(changes) := object.union(
	{
		"receivers": {"otlp": {}},
		"processors": {"memory_limiter": {}, "batch": {}},
		"exporters": {"otlp": {"endpoint": "https://otel.example:4317"}},
		"service": {"pipelines": {"traces": {"receivers": ["otlp"], "processors": ["memory_limiter", "batch"], "exporters": ["otlp"]}}},
	},
	changes,
)

_with(processors) := _config({"service": {"pipelines": {"traces": {"processors": processors}}}})

test_none if {
	[finding] := [f | some f in rule.findings] with input as _with(["batch"])
	finding.at == ["service", "pipelines", "traces", "processors"]
	not finding.severity
}

test_removed if {
	[finding] := [f | some f in rule.findings] with input as _with(["batch"]) with data.groundwire.before as _with(["memory_limiter", "batch"])
	finding.severity == "high"
}

test_too_late if {
	[finding] := [f | some f in rule.findings] with input as _with(["batch", "memory_limiter/x"])
	finding.subject == "traces order"
}

test_first if {
	count(rule.findings) == 0 with input as _with(["memory_limiter", "batch"])
}
