package groundwire.collector.collector_undefined_component_test

import data.groundwire.collector.collector_undefined_component as rule

_config(changes) := object.union(
	{
		"receivers": {"otlp": {}},
		"processors": {"memory_limiter": {}, "batch": {}},
		"exporters": {"otlp": {"endpoint": "https://otel.example:4317"}},
		"service": {"pipelines": {"traces": {"receivers": ["otlp"], "processors": ["memory_limiter", "batch"], "exporters": ["otlp"]}}},
	},
	changes,
)

test_undefined if {
	[finding] := [f | some f in rule.findings] with input as _config({"exporters": {"debug": {}}, "service": {"pipelines": {"traces": {"exporters": ["debug", "otlphttp"]}}}})
	finding.at == ["service", "pipelines", "traces", "exporters", 1]
}

test_extensions if {
	count(rule.findings) == 1 with input as _config({"service": {"extensions": ["health_check"]}})
	count(rule.findings) == 0 with input as _config({"extensions": {"health_check": {}}, "service": {"extensions": ["health_check"]}})
}

test_connectors if {
	count(rule.findings) == 0 with input as _config({"connectors": {"spanmetrics": {}}, "service": {"pipelines": {"traces": {"exporters": ["spanmetrics"]}, "metrics": {"receivers": ["spanmetrics"], "exporters": ["otlp"]}}}})
}

test_defined if {
	count(rule.findings) == 0 with input as _config({})
}

# Laid over another file, which has the rest.
test_part if {
	count(rule.findings) == 0 with input as {"exporters": {"otlp_http": {}}, "service": {"pipelines": {"traces": {"exporters": ["otlp_http", "debug"]}}}}
}
