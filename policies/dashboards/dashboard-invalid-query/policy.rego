# METADATA
# title: A panel whose query Prometheus refuses
# description: >-
#   The panel shows an error instead of the line that people look for during an outage.
# custom:
#   id: dashboard-invalid-query
#   category: dashboards/invalid-query
#   severity: medium
#   confidence: medium
#   persona: recommended
#   scope: document
#   platforms: [dashboards]
#   remedy: Mend the query.
# related_resources:
#   - ref: https://prometheus.io/docs/prometheus/latest/querying/basics/
# schemas:
#   - input: schema.dashboards
package groundwire.dashboards.dashboard_invalid_query

import data.groundwire.lib.dashboards

findings contains {"at": array.concat(found.path, ["expr"]), "subject": found.name, "message": message} if {
	some found in dashboards.targets(input)
	problem := found.target.promql.problem
	message := sprintf("The query of `%s` is refused by Prometheus: %s (about character %d).", [found.name, problem.message, problem.offset + 1])
}
