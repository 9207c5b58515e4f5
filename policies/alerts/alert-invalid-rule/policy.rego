# METADATA
# title: A rule that Prometheus refuses or never fires
# description: >-
#   Prometheus refuses the whole file with a broken rule and goes on with the old ones, or does not start: none of its
#   alerts is there.
# custom:
#   id: alert-invalid-rule
#   category: alerts/invalid-rule
#   severity: high
#   confidence: high
#   persona: essential
#   scope: document
#   platforms: [alerts]
#   remedy: Mend the expression; `promtool check rules` tells the same.
# related_resources:
#   - ref: https://prometheus.io/docs/prometheus/latest/configuration/alerting_rules/
#   - ref: https://prometheus.io/docs/prometheus/latest/querying/basics/
# schemas:
#   - input: schema.alerts
package groundwire.alerts.alert_invalid_rule

import data.groundwire.lib.alerts

findings contains {"at": array.concat(found.path, ["expr"]), "subject": found.name, "message": message} if {
	some found in alerts.rules(input)
	problem := found.rule.promql.problem
	not contains(found.rule.expr, "{{")
	message := sprintf("Prometheus refuses the expression of `%s`, and with it the whole file: %s (character %d).", [found.name, problem.message, problem.offset + 1])
}

findings contains {"at": found.path, "subject": found.name, "message": message} if {
	some found in alerts.rules(input)
	some problem in _problems(found.rule)
	message := sprintf("Prometheus refuses `%s`, and with it the whole file: %s.", [found.name, problem])
}

findings contains {"at": array.concat(found.path, [field]), "subject": sprintf("%s %s", [found.name, field]), "message": message} if {
	some found in alerts.rules(input)
	some field in ["for", "keep_firing_for"]
	value := found.rule[field]
	not alerts.is_duration(value)
	message := sprintf("Prometheus refuses `%s` with `%s: %v`: that is no duration.", [found.name, field, value])
}

_problems(rule) := ((({"it has no `expr`" | not rule.expr} | {"it is an alert and a recording rule at once" |
	rule.alert
	rule.record
}) | {"a recording rule has no `for`" |
	rule.record
	rule.for
}) | {"a recording rule has no annotations" |
	rule.record
	rule.annotations
}) | {sprintf("`%s` is no name of a metric", [rule.record]) |
	is_string(rule.record)
	not regex.match(`^[a-zA-Z_:][a-zA-Z0-9_:]*$`, rule.record)
	not contains(rule.record, "{{")
}
