# METADATA
# title: Capacity does not follow what happens
# description: >-
#   A hung instance stays, or a busy hour is throttled.
# custom:
#   id: autoscaling
#   category: terraform/autoscaling
#   severity: low
#   confidence: high
#   persona: strict
#   scope: workspace
#   platforms: [terraform]
#   remedy: Let the load balancer say who works, and let capacity follow the load.
# related_resources:
#   - ref: https://docs.aws.amazon.com/autoscaling/ec2/userguide/health-checks-overview.html
# schemas:
#   - input: schema.terraform_workspace
package groundwire.terraform.autoscaling

import data.groundwire.lib.terraform_autoscaling as table
import data.groundwire.lib.terraform_expectations as expectations

findings contains finding if {
	some finding in expectations.minor_remarks(table.weak)
}
