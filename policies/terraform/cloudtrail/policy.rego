# METADATA
# title: The record of an account is turned off
# description: >-
#   Nobody can tell any more who did what in the account, least of all after an intrusion.
# custom:
#   id: cloudtrail
#   category: terraform/cloudtrail
#   severity: medium
#   confidence: high
#   persona: essential
#   scope: workspace
#   platforms: [terraform]
#   remedy: Keep the trail, the recorder or the detector on.
# related_resources:
#   - ref: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/best-practices-security.html
# schemas:
#   - input: schema.terraform_workspace
package groundwire.terraform.cloudtrail

import data.groundwire.lib.terraform_cloudtrail as table
import data.groundwire.lib.terraform_expectations as expectations

findings contains finding if {
	some finding in expectations.grave_remarks(table.weak)
}
