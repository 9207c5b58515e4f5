# METADATA
# title: A service of Azure is open to everybody
# description: >-
#   Everybody on the internet, or in any other subscription, gets at it.
# custom:
#   id: azure-public-network
#   category: terraform/azure-public-network
#   severity: medium
#   confidence: high
#   persona: essential
#   scope: workspace
#   platforms: [terraform]
#   remedy: Name the networks that may come in.
# related_resources:
#   - ref: https://learn.microsoft.com/en-us/azure/private-link/private-endpoint-overview
# schemas:
#   - input: schema.terraform_workspace
package groundwire.terraform.azure_public_network

import data.groundwire.lib.terraform_azure_public_network as table
import data.groundwire.lib.terraform_expectations as expectations

findings contains finding if {
	some finding in expectations.grave_remarks(table.weak)
}
