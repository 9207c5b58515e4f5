# METADATA
# title: An alert fires on a single sample
# description: >-
#   One scrape that fails wakes somebody up, and the next one sends them back to bed.
# custom:
#   id: alert-missing-for
#   category: alerts/missing-for
#   severity: medium
#   confidence: medium
#   persona: recommended
#   scope: document
#   platforms: [alerts]
#   remedy: Add `for`, long enough to pass over a restart.
# related_resources:
#   - ref: https://prometheus.io/docs/practices/alerting/
#   - ref: https://prometheus.io/docs/prometheus/latest/configuration/alerting_rules/
# schemas:
#   - input: schema.alerts
package groundwire.alerts.alert_missing_for

import data.groundwire.lib.alerts

findings contains {"at": array.concat(found.path, ["for"]), "subject": found.name, "message": message} if {
	some found in alerts.alerting(input)
	not alerts.waits(found.rule)
	not _had(found)
	not _looks_back(found.rule)
	message := sprintf("`%s` has no `for`: one bad sample fires it, one good one resolves it.", [found.name])
}

_had(found) if {
	some old in alerts.alerting(data.groundwire.before)
	old.name == found.name
	alerts.waits(old.rule)
}

# An expression over a long range, or of what is not there at all, has its own patience.
_looks_back(rule) if {
	some range in rule.promql.ranges
	range >= 600000
}

_looks_back(rule) if {
	some name in rule.promql.functions
	name in {"absent_over_time", "predict_linear", "max_over_time", "min_over_time", "avg_over_time", "increase", "changes", "resets"}
}
