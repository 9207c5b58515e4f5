package groundwire.collector.collector_no_batch_test

import data.groundwire.collector.collector_no_batch as rule

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
	count(rule.findings) == 1 with input as _with(["memory_limiter"])
}

test_batches if {
	count(rule.findings) == 0 with input as _with(["memory_limiter", "batch/x"])
	queue := {"exporters": {"otlp": {"sending_queue": {"batch": {}}}}, "service": {"pipelines": {"traces": {"processors": []}}}}
	count(rule.findings) == 0 with input as _config(queue)
	count(rule.findings) == 0 with input as _config({"exporters": {"otlp": {"batcher": {}}}, "service": {"pipelines": {"traces": {"processors": []}}}})
}

test_what_does_not_send if {
	count(rule.findings) == 0 with input as _config({"exporters": {"debug": {}}, "service": {"pipelines": {"traces": {"processors": [], "exporters": ["debug"]}}}})
}
