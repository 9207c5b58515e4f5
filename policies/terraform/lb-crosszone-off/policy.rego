# METADATA
# title: Zones no longer share their traffic
# description: >-
#   The zone with the fewest targets gets as much as the others from the moment this is applied.
# custom:
#   id: lb-crosszone-off
#   category: terraform/lb-crosszone
#   severity: medium
#   confidence: high
#   persona: essential
#   scope: workspace
#   platforms: [terraform]
#   remedy: Keep cross-zone load balancing on.
# related_resources:
#   - ref: https://docs.aws.amazon.com/elasticloadbalancing/latest/network/edit-target-group-attributes.html
# schemas:
#   - input: schema.terraform_workspace
package groundwire.terraform.lb_crosszone_off

import data.groundwire.lib.terraform_expectations as expectations
import data.groundwire.lib.terraform_lb_crosszone as table

findings contains finding if {
	some finding in expectations.grave_remarks(table.weak)
}
