# METADATA
# title: An alert that no test fires
# description: >-
#   The rules beside it have tests; whether this one ever fires nobody has tried.
# custom:
#   id: alert-untested-rule
#   category: alerts/untested-rule
#   severity: low
#   confidence: medium
#   persona: strict
#   scope: workspace
#   platforms: [alerts]
#   remedy: Add a case to the unit tests that makes it fire.
# related_resources:
#   - ref: https://prometheus.io/docs/prometheus/latest/configuration/unit_testing_rules/
# schemas:
#   - input: schema.workspace
package groundwire.alerts.alert_untested_rule

import data.groundwire.lib.alerts

findings contains {"document": index, "at": array.concat(found.path, ["alert"]), "subject": found.name, "message": message} if {
	count(_tested) > 0
	some index, document in input.documents
	some found in alerts.alerting(document.document)
	_is_covered(document.path)
	not found.name in _tested
	message := sprintf("No unit test of rules names `%s`, though others of its file have theirs.", [found.name])
}

_tested := {case.alertname |
	some document in input.documents
	some test in document.document.tests
	some case in test.alert_rule_test
}

# Some other alert of the file is tested.
_is_covered(path) if {
	some document in input.documents
	document.path == path
	some found in alerts.alerting(document.document)
	found.name in _tested
}
