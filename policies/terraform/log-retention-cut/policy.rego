# METADATA
# title: Logs are kept for less time than before
# description: >-
#   What was written between the old retention and the new one is deleted when this is applied, and cannot be brought
#   back.
# custom:
#   id: log-retention-cut
#   category: terraform/log-retention
#   severity: medium
#   confidence: high
#   persona: essential
#   scope: workspace
#   platforms: [terraform]
#   remedy: Keep the retention, or export what is about to be deleted first.
# related_resources:
#   - ref: https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/Working-with-log-groups-and-streams.html
# schemas:
#   - input: schema.terraform_workspace
package groundwire.terraform.log_retention_cut

import data.groundwire.lib.terraform_expectations as expectations
import data.groundwire.lib.terraform_log_retention as table

findings contains finding if {
	some finding in expectations.grave_remarks(table.weak)
}
