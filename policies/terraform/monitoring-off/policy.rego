# METADATA
# title: An alarm or a metric is turned off
# description: >-
#   The next failure is told by customers.
# custom:
#   id: monitoring-off
#   category: terraform/no-monitoring
#   severity: medium
#   confidence: high
#   persona: essential
#   scope: workspace
#   platforms: [terraform]
#   remedy: Keep it on; a noisy alarm wants another threshold.
# related_resources:
#   - ref: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PerfInsights.html
#   - ref: https://docs.aws.amazon.com/wellarchitected/latest/operational-excellence-pillar/implement-observability.html
# schemas:
#   - input: schema.terraform_workspace
package groundwire.terraform.monitoring_off

import data.groundwire.lib.terraform_expectations as expectations
import data.groundwire.lib.terraform_no_monitoring as table

findings contains finding if {
	some finding in expectations.grave_remarks(table.weak)
}
