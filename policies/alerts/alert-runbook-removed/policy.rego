# METADATA
# title: An alert loses its runbook
# description: >-
#   Whoever is woken begins by finding out what the alert means.
# custom:
#   id: alert-runbook-removed
#   category: alerts/missing-runbook
#   severity: medium
#   confidence: high
#   persona: essential
#   scope: document
#   platforms: [alerts]
#   remedy: Put the link back, or name the page that took its place.
# related_resources:
#   - ref: https://prometheus.io/docs/practices/alerting/
#   - ref: https://sre.google/workbook/on-call/
# schemas:
#   - input: schema.alerts
package groundwire.alerts.alert_runbook_removed

import data.groundwire.lib.alerts

findings contains {"at": array.concat(found.path, ["annotations", name]), "subject": found.name, "message": message} if {
	some found in alerts.alerting(input)
	not alerts.explains(found.rule)
	old := alerts.former(found)
	some name in _names(old.rule)
	message := sprintf("The runbook of `%s` is gone; it was `%v`. Whoever is woken begins by finding out what the alert means.", [found.name, old.rule.annotations[name]])
}

# The first of them, if there are several.
_names(rule) := {min(names)} if {
	alerts.explains(rule)
	names := {name | some name, text in rule.annotations; contains(lower(sprintf("%v %v", [replace(name, "_", ""), text])), "runbook")}
	count(names) > 0
}
