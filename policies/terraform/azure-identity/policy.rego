# METADATA
# title: A service of Azure works with passwords
# description: >-
#   A password or key belongs to nobody, leaks, and is not taken back.
# custom:
#   id: azure-identity
#   category: terraform/azure-identity
#   severity: low
#   confidence: high
#   persona: strict
#   scope: workspace
#   platforms: [terraform]
#   remedy: Give it a managed identity, and let Entra ID say who comes in.
# related_resources:
#   - ref: https://learn.microsoft.com/en-us/azure/active-directory/managed-identities-azure-resources/overview
# schemas:
#   - input: schema.terraform_workspace
package groundwire.terraform.azure_identity

import data.groundwire.lib.terraform_azure_identity as table
import data.groundwire.lib.terraform_expectations as expectations

findings contains finding if {
	some finding in expectations.minor_remarks(table.weak)
}
