# METADATA
# title: Nothing records who calls
# description: >-
#   Who called what before an outage or an intrusion cannot be told.
# custom:
#   id: no-access-logs
#   category: terraform/no-access-logs
#   severity: low
#   confidence: high
#   persona: strict
#   scope: workspace
#   platforms: [terraform]
#   remedy: Send access logs to a bucket or a log group.
# related_resources:
#   - ref: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html
# schemas:
#   - input: schema.terraform_workspace
package groundwire.terraform.no_access_logs

import data.groundwire.lib.terraform_expectations as expectations
import data.groundwire.lib.terraform_no_access_logs as table

findings contains finding if {
	some finding in expectations.minor_remarks(table.weak)
}
