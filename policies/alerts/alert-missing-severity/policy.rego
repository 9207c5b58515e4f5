# METADATA
# title: An alert without a severity
# description: >-
#   Alertmanager routes by it: without one the alert goes to the default receiver, which nobody may be reading at night.
# custom:
#   id: alert-missing-severity
#   category: alerts/missing-severity
#   severity: low
#   confidence: medium
#   persona: recommended
#   scope: document
#   platforms: [alerts]
#   remedy: Add `labels.severity` with a word that your routes know.
# related_resources:
#   - ref: https://prometheus.io/docs/practices/alerting/
#   - ref: https://prometheus.io/docs/alerting/latest/configuration/#route
# schemas:
#   - input: schema.alerts
package groundwire.alerts.alert_missing_severity

import data.groundwire.lib.alerts

findings contains {"at": array.concat(found.path, ["labels", "severity"]), "subject": found.name, "message": message} if {
	some found in alerts.alerting(input)
	not alerts.weight(found.rule)
	message := sprintf("`%s` has no `severity`: Alertmanager cannot tell whether to wake somebody%s.", [found.name, _others])
}

default _others := ""

_others := sprintf("; %d others of this file have one", [weighed]) if {
	weighed := count([found | some found in alerts.alerting(input); alerts.weight(found.rule)])
	weighed > 0
}
