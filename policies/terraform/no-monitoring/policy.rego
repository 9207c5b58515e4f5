# METADATA
# title: A resource sends no metrics
# description: >-
#   When it is slow or full, nobody sees it coming and nobody can tell why afterwards.
# custom:
#   id: no-monitoring
#   category: terraform/no-monitoring
#   severity: low
#   confidence: high
#   persona: strict
#   scope: workspace
#   platforms: [terraform]
#   remedy: Turn its metrics on.
# related_resources:
#   - ref: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PerfInsights.html
#   - ref: https://docs.aws.amazon.com/wellarchitected/latest/operational-excellence-pillar/implement-observability.html
# schemas:
#   - input: schema.terraform_workspace
package groundwire.terraform.no_monitoring

import data.groundwire.lib.terraform_expectations as expectations
import data.groundwire.lib.terraform_no_monitoring as table

findings contains finding if {
	some finding in expectations.minor_remarks(table.weak)
}
