# METADATA
# title: A service of Azure lets in who should not
# description: >-
#   Shared passwords, guessed passwords, or no check at all stand between it and everybody.
# custom:
#   id: azure-identity-removed
#   category: terraform/azure-identity
#   severity: medium
#   confidence: high
#   persona: essential
#   scope: workspace
#   platforms: [terraform]
#   remedy: Keep the check.
# related_resources:
#   - ref: https://learn.microsoft.com/en-us/azure/active-directory/managed-identities-azure-resources/overview
# schemas:
#   - input: schema.terraform_workspace
package groundwire.terraform.azure_identity_removed

import data.groundwire.lib.terraform_azure_identity as table
import data.groundwire.lib.terraform_expectations as expectations

findings contains finding if {
	some finding in expectations.grave_remarks(table.weak)
}
