# METADATA
# title: A resource of Google Cloud is open to everybody
# description: >-
#   Everybody on the internet gets at it.
# custom:
#   id: gcp-public
#   category: terraform/gcp-public
#   severity: medium
#   confidence: high
#   persona: essential
#   scope: workspace
#   platforms: [terraform]
#   remedy: Name the networks and the members that may come in.
# related_resources:
#   - ref: https://cloud.google.com/storage/docs/public-access-prevention
# schemas:
#   - input: schema.terraform_workspace
package groundwire.terraform.gcp_public

import data.groundwire.lib.terraform_expectations as expectations
import data.groundwire.lib.terraform_gcp_public as table

findings contains finding if {
	some finding in expectations.grave_remarks(table.weak)
}
