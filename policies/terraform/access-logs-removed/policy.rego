# METADATA
# title: Who calls is no longer recorded
# description: >-
#   From this on nobody can tell who called what.
# custom:
#   id: access-logs-removed
#   category: terraform/no-access-logs
#   severity: medium
#   confidence: high
#   persona: essential
#   scope: workspace
#   platforms: [terraform]
#   remedy: Keep the log; shorten its retention where it costs too much.
# related_resources:
#   - ref: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html
# schemas:
#   - input: schema.terraform_workspace
package groundwire.terraform.access_logs_removed

import data.groundwire.lib.terraform_expectations as expectations
import data.groundwire.lib.terraform_no_access_logs as table

findings contains finding if {
	some finding in expectations.grave_remarks(table.weak)
}
