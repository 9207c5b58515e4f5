# METADATA
# title: Zones do not share their traffic
# description: >-
#   The zone with the fewest targets gets as much as the others and is the first to fall over.
# custom:
#   id: lb-crosszone
#   category: terraform/lb-crosszone
#   severity: low
#   confidence: high
#   persona: strict
#   scope: workspace
#   platforms: [terraform]
#   remedy: Turn cross-zone load balancing on.
# related_resources:
#   - ref: https://docs.aws.amazon.com/elasticloadbalancing/latest/network/edit-target-group-attributes.html
# schemas:
#   - input: schema.terraform_workspace
package groundwire.terraform.lb_crosszone

import data.groundwire.lib.terraform_expectations as expectations
import data.groundwire.lib.terraform_lb_crosszone as table

findings contains finding if {
	some finding in expectations.minor_remarks(table.weak)
}
