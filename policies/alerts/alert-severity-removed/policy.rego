# METADATA
# title: An alert loses its severity
# description: >-
#   Alertmanager routes by it: without one the alert goes to the default receiver, which nobody may be reading at night.
# custom:
#   id: alert-severity-removed
#   category: alerts/missing-severity
#   severity: medium
#   confidence: high
#   persona: essential
#   scope: document
#   platforms: [alerts]
#   remedy: Put the label back.
# related_resources:
#   - ref: https://prometheus.io/docs/practices/alerting/
#   - ref: https://prometheus.io/docs/alerting/latest/configuration/#route
# schemas:
#   - input: schema.alerts
package groundwire.alerts.alert_severity_removed

import data.groundwire.lib.alerts

findings contains {"at": array.concat(found.path, ["labels", label]), "subject": found.name, "message": message} if {
	some found in alerts.alerting(input)
	not alerts.weight(found.rule)
	old := alerts.former(found)
	label := alerts.weight(old.rule)
	message := sprintf("The `%s` of `%s` is gone; it was `%v`. Routes that go by it no longer see the alert.", [label, found.name, old.rule.labels[label]])
}
