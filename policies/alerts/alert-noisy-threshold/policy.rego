# METADATA
# title: A threshold that is always or never passed
# description: >-
#   A counter grows until its process is restarted: compared with a number as it is, it fires for ever from some day on.
# custom:
#   id: alert-noisy-threshold
#   category: alerts/noisy-threshold
#   severity: medium
#   confidence: high
#   persona: recommended
#   scope: document
#   platforms: [alerts]
#   remedy: Compare what it grows by, as `rate(…[5m])` or `increase(…[1h])`.
# related_resources:
#   - ref: https://prometheus.io/docs/concepts/metric_types/#counter
#   - ref: https://prometheus.io/docs/prometheus/latest/querying/functions/#rate
# schemas:
#   - input: schema.alerts
package groundwire.alerts.alert_noisy_threshold

import data.groundwire.lib.alerts

findings contains {"at": array.concat(found.path, ["expr"]), "subject": sprintf("%s %s", [found.name, threshold.metric]), "message": message} if {
	some found in alerts.alerting(input)
	some threshold in found.rule.promql.thresholds
	_is_counter(threshold.metric)
	threshold.operator in {">", ">="}
	threshold.value > 0
	message := sprintf("`%s` compares the counter `%s` itself with %v: it passes that some day and fires until its process is restarted.", [found.name, threshold.metric, threshold.value])
}

# A range that holds one scrape at most gives nothing to take a rate of.
findings contains {"at": array.concat(found.path, ["expr"]), "subject": sprintf("%s range", [found.name]), "message": message} if {
	some found in alerts.alerting(input)
	some name in found.rule.promql.functions
	name in {"rate", "irate", "increase"}
	some range in found.rule.promql.ranges
	range < 60000
	message := sprintf("`%s` takes `%s` over %d s: with the usual scrape each minute or half minute the range holds one sample or none.", [found.name, name, range / 1000])
}

_is_counter(metric) if {
	some suffix in ["_total", "_bucket", "_seconds_count", "_seconds_sum", "_bytes_sum"]
	endswith(metric, suffix)
}
