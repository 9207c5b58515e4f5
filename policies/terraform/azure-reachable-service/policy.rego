# METADATA
# title: A service of Azure can be reached from the internet
# description: >-
#   Whoever has a leaked password or key gets in from anywhere.
# custom:
#   id: azure-reachable-service
#   category: terraform/azure-public-network
#   severity: low
#   confidence: high
#   persona: strict
#   scope: workspace
#   platforms: [terraform]
#   remedy: Turn public network access off and use a private endpoint, or name the networks that may come in.
# related_resources:
#   - ref: https://learn.microsoft.com/en-us/azure/private-link/private-endpoint-overview
# schemas:
#   - input: schema.terraform_workspace
package groundwire.terraform.azure_reachable_service

import data.groundwire.lib.terraform_azure_public_network as table
import data.groundwire.lib.terraform_expectations as expectations

findings contains finding if {
	some finding in expectations.minor_remarks(table.weak)
}
