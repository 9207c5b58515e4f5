# METADATA
# title: A load balancer no longer checks its targets
# description: >-
#   A target that hangs keeps its share of the traffic from the moment this is applied.
# custom:
#   id: lb-healthcheck-off
#   category: terraform/lb-healthcheck
#   severity: medium
#   confidence: high
#   persona: essential
#   scope: workspace
#   platforms: [terraform]
#   remedy: Keep the health check.
# related_resources:
#   - ref: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html
# schemas:
#   - input: schema.terraform_workspace
package groundwire.terraform.lb_healthcheck_off

import data.groundwire.lib.terraform_expectations as expectations
import data.groundwire.lib.terraform_lb_healthcheck as table

findings contains finding if {
	some finding in expectations.grave_remarks(table.weak)
}
