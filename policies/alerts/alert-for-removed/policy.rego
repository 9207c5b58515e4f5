# METADATA
# title: An alert no longer waits
# description: >-
#   What passed over a restart fires on every one of them now.
# custom:
#   id: alert-for-removed
#   category: alerts/missing-for
#   severity: medium
#   confidence: high
#   persona: essential
#   scope: document
#   platforms: [alerts]
#   remedy: Put `for` back, or give the time that is right.
# related_resources:
#   - ref: https://prometheus.io/docs/practices/alerting/
# schemas:
#   - input: schema.alerts
package groundwire.alerts.alert_for_removed

import data.groundwire.lib.alerts

findings contains {"at": array.concat(found.path, ["for"]), "subject": found.name, "message": message} if {
	some found in alerts.alerting(input)
	not alerts.waits(found.rule)
	old := alerts.former(found)
	alerts.waits(old.rule)
	message := sprintf("`%s` waited for `%v` and fires on a single sample now.", [found.name, old.rule.for])
}
