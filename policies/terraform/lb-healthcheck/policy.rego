# METADATA
# title: Nothing checks what a load balancer sends traffic to
# description: >-
#   A target that hangs keeps its share of the traffic, and users get its errors.
# custom:
#   id: lb-healthcheck
#   category: terraform/lb-healthcheck
#   severity: low
#   confidence: high
#   persona: strict
#   scope: workspace
#   platforms: [terraform]
#   remedy: Name a path that answers only when the service can work.
# related_resources:
#   - ref: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html
# schemas:
#   - input: schema.terraform_workspace
package groundwire.terraform.lb_healthcheck

import data.groundwire.lib.terraform_expectations as expectations
import data.groundwire.lib.terraform_lb_healthcheck as table

findings contains finding if {
	some finding in expectations.minor_remarks(table.weak)
}
