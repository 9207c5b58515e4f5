# METADATA
# title: Capacity no longer follows what happens
# description: >-
#   What replaced hung instances or grew with the load is gone when this is applied.
# custom:
#   id: autoscaling-removed
#   category: terraform/autoscaling
#   severity: medium
#   confidence: high
#   persona: essential
#   scope: workspace
#   platforms: [terraform]
#   remedy: Keep it.
# related_resources:
#   - ref: https://docs.aws.amazon.com/autoscaling/ec2/userguide/health-checks-overview.html
# schemas:
#   - input: schema.terraform_workspace
package groundwire.terraform.autoscaling_removed

import data.groundwire.lib.terraform_autoscaling as table
import data.groundwire.lib.terraform_expectations as expectations

findings contains finding if {
	some finding in expectations.grave_remarks(table.weak)
}
