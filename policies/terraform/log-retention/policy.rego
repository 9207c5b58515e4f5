# METADATA
# title: Logs are kept too short, or for ever
# description: >-
#   What is found out after months can no longer be looked up, or logs that nobody reads are paid for without an end.
# custom:
#   id: log-retention
#   category: terraform/log-retention
#   severity: low
#   confidence: high
#   persona: strict
#   scope: workspace
#   platforms: [terraform]
#   remedy: Name a retention of a year or more, and export what is cheaper to keep elsewhere.
# related_resources:
#   - ref: https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/Working-with-log-groups-and-streams.html
# schemas:
#   - input: schema.terraform_workspace
package groundwire.terraform.log_retention

import data.groundwire.lib.terraform_expectations as expectations
import data.groundwire.lib.terraform_log_retention as table

findings contains finding if {
	some finding in expectations.minor_remarks(table.weak)
}
