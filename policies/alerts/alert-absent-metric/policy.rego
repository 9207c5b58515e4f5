# METADATA
# title: A rule asks for a metric that nobody gives
# description: >-
#   An expression over what does not exist is empty, and an empty expression never fires: the alert is silent for ever.
# custom:
#   id: alert-absent-metric
#   category: alerts/absent-metric
#   severity: high
#   confidence: high
#   persona: essential
#   scope: document
#   platforms: [alerts]
#   remedy: Ask for the metric by its present name.
# related_resources:
#   - ref: https://github.com/kubernetes/kube-state-metrics/blob/main/CHANGELOG.md
#   - ref: https://github.com/prometheus/node_exporter/blob/master/CHANGELOG.md
# schemas:
#   - input: schema.alerts
package groundwire.alerts.alert_absent_metric

import data.groundwire.lib.alerts

# The exporter has called it something else for years.
findings contains {"at": array.concat(found.path, ["expr"]), "subject": sprintf("%s %s", [found.name, metric]), "message": message} if {
	some found in alerts.rules(input)
	some selector in found.rule.promql.selectors
	metric := selector.metric
	renamed := alerts.renamed[metric]
	message := sprintf("`%s` asks for `%s`, which %s: the expression is empty and never fires.", [found.name, metric, renamed])
}

# The recording rule that made it is gone, and others still ask for it.
findings contains {"at": array.concat(found.path, ["expr"]), "subject": sprintf("%s %s", [found.name, metric]), "message": message} if {
	some found in alerts.rules(input)
	some selector in found.rule.promql.selectors
	metric := selector.metric
	contains(metric, ":")
	not metric in _recorded(input)
	metric in _recorded(data.groundwire.before)
	message := sprintf("`%s` asks for `%s`, and the recording rule that made it is gone from this file: the expression is empty and never fires.", [found.name, metric])
}

_recorded(file) := {found.rule.record | some found in alerts.rules(file)}
