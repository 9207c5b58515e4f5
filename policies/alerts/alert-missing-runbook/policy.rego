# METADATA
# title: An alert without a runbook
# description: >-
#   Whoever is woken begins by finding out what the alert means.
# custom:
#   id: alert-missing-runbook
#   category: alerts/missing-runbook
#   severity: low
#   confidence: medium
#   persona: strict
#   scope: document
#   platforms: [alerts]
#   remedy: Add `annotations.runbook_url` with the page that says what to do.
# related_resources:
#   - ref: https://prometheus.io/docs/practices/alerting/
#   - ref: https://sre.google/workbook/on-call/
# schemas:
#   - input: schema.alerts
package groundwire.alerts.alert_missing_runbook

import data.groundwire.lib.alerts

findings contains {"at": array.concat(found.path, ["annotations", "runbook_url"]), "subject": found.name, "message": message} if {
	some found in alerts.alerting(input)
	not alerts.explains(found.rule)
	message := sprintf("`%s` has no runbook: whoever is woken begins by finding out what it means.", [found.name])
}
