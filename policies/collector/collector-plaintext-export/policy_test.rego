package groundwire.collector.collector_plaintext_export_test

import data.groundwire.collector.collector_plaintext_export as rule

_config(changes) := object.union(
	{
		"receivers": {"otlp": {}},
		"processors": {"memory_limiter": {}, "batch": {}},
		"exporters": {"otlp": {"endpoint": "https://otel.example:4317"}},
		"service": {"pipelines": {"traces": {"receivers": ["otlp"], "processors": ["memory_limiter", "batch"], "exporters": ["otlp"]}}},
	},
	changes,
)

test_insecure if {
	[finding] := [f | some f in rule.findings] with input as _config({"exporters": {"otlp": {"endpoint": "otel.example.com:4317", "tls": {"insecure": true}}}})
	finding.at == ["exporters", "otlp", "tls", "insecure"]
	count(rule.findings) == 1 with input as _config({"exporters": {"otlphttp": {"endpoint": "http://otel.example.com:4318"}}})
}

test_near if {
	every endpoint in ["jaeger:4317", "127.0.0.1:4317", "tempo.monitoring:4317", "tempo.x.svc.cluster.local:4317", "${env:OTLP}", "http://[::1]:4318", "10.1.2.3:4317"] {
		count(rule.findings) == 0 with input as _config({"exporters": {"otlp": {"endpoint": endpoint, "tls": {"insecure": true}}}})
	}
}

test_encrypted if {
	count(rule.findings) == 0 with input as _config({})
}
