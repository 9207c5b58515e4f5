# METADATA
# title: Telemetry leaves without encryption
# description: >-
#   Traces and logs hold ids, addresses and sometimes more: whoever is in between reads them.
# custom:
#   id: collector-plaintext-export
#   category: collector/plaintext-export
#   severity: medium
#   confidence: high
#   persona: essential
#   scope: document
#   platforms: [collector]
#   remedy: Take `insecure` away, and give the certificate that is missing.
# related_resources:
#   - ref: https://github.com/open-telemetry/opentelemetry-collector/blob/main/config/configtls/README.md
# schemas:
#   - input: schema.collector
package groundwire.collector.collector_plaintext_export

findings contains {"at": ["exporters", name, "tls", setting], "subject": sprintf("%s %s", [name, setting]), "message": message} if {
	some name, exporter in input.exporters
	some setting, effect in {"insecure": "without encryption", "insecure_skip_verify": "without looking at whose certificate it is"}
	exporter.tls[setting] == true
	not _is_near(exporter.endpoint)
	message := sprintf("`%s` sends to `%s` %s.", [name, exporter.endpoint, effect])
}

findings contains {"at": ["exporters", name, field], "subject": sprintf("%s %s", [name, field]), "message": message} if {
	some name, exporter in input.exporters
	some field in ["endpoint", "traces_endpoint", "metrics_endpoint", "logs_endpoint"]
	is_string(exporter[field])
	startswith(exporter[field], "http://")
	not _is_near(exporter[field])
	message := sprintf("`%s` sends to `%s` without encryption.", [name, exporter[field]])
}

# The same machine, the same pod, or a name that only the own cluster or network knows.
_is_near(endpoint) if {
	host := split(split(trim_prefix(trim_prefix(endpoint, "http://"), "https://"), "/")[0], ":")[0]
	_is_internal(host)
}

_is_near(endpoint) if contains(endpoint, "$")

_is_near(endpoint) if contains(endpoint, "[::1]")

_is_internal(host) if not contains(host, ".")

_is_internal(host) if {
	some ending in [".svc", ".svc.cluster.local", ".internal", ".local", ".localhost", ".test"]
	endswith(host, ending)
}

_is_internal(host) if regex.match(`^(127\.|10\.|192\.168\.|172\.(1[6-9]|2[0-9]|3[01])\.|0\.0\.0\.0)`, host)

# `name.namespace` of a Service in Kubernetes.
_is_internal(host) if {
	parts := split(host, ".")
	count(parts) == 2
	regex.match(`^(observability|monitoring|telemetry|otel|default|kube-system|tracing|logging|opentelemetry).*$`, parts[1])
}
