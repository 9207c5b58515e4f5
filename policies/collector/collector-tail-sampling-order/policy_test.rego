package groundwire.collector.collector_tail_sampling_order_test

import data.groundwire.collector.collector_tail_sampling_order as rule

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

test_batch_first if {
	[finding] := [f | some f in rule.findings] with input as _with(["memory_limiter", "batch", "tail_sampling"])
	finding.at == ["service", "pipelines", "traces", "processors", 1]
}

test_attributes_last if {
	[finding] := [f | some f in rule.findings] with input as _with(["tail_sampling", "k8sattributes", "batch"])
	finding.at == ["service", "pipelines", "traces", "processors", 1]
}

test_in_order if {
	count(rule.findings) == 0 with input as _with(["memory_limiter", "k8sattributes", "tail_sampling", "batch"])
	count(rule.findings) == 0 with input as _with(["batch", "k8sattributes"])
}
