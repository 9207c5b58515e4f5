# METADATA
# title: The record of an account has gaps
# description: >-
#   What is done where nobody looks leaves no trace, or a trace that can be altered.
# custom:
#   id: cloudtrail-gaps
#   category: terraform/cloudtrail
#   severity: low
#   confidence: high
#   persona: strict
#   scope: workspace
#   platforms: [terraform]
#   remedy: Record all regions, validate files, encrypt them and send them where an alarm can see them.
# related_resources:
#   - ref: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/best-practices-security.html
# schemas:
#   - input: schema.terraform_workspace
package groundwire.terraform.cloudtrail_gaps

import data.groundwire.lib.terraform_cloudtrail as table
import data.groundwire.lib.terraform_expectations as expectations

findings contains finding if {
	some finding in expectations.minor_remarks(table.weak)
}
