# METADATA
# title: The Collector drops what the backend refuses
# description: >-
#   A short outage of the backend is a hole in the data, at the very time people look at it.
# custom:
#   id: collector-no-retry
#   category: collector/no-retry
#   severity: medium
#   confidence: high
#   persona: essential
#   scope: document
#   platforms: [collector]
#   remedy: Leave `retry_on_failure` and `sending_queue` on, as they are by default.
# related_resources:
#   - ref: https://github.com/open-telemetry/opentelemetry-collector/blob/main/exporter/exporterhelper/README.md
# schemas:
#   - input: schema.collector
package groundwire.collector.collector_no_retry

findings contains {"at": ["exporters", name, setting, "enabled"], "subject": sprintf("%s %s", [name, setting]), "message": message} if {
	some name, exporter in input.exporters
	some setting, effect in {
		"retry_on_failure": "what the backend refuses once is lost",
		"sending_queue": "while the backend is slow, whoever sends has to wait, or loses it",
	}
	exporter[setting].enabled == false
	message := sprintf("`%s` of `%s` is off: %s.", [setting, name, effect])
}
