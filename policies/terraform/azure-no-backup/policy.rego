# METADATA
# title: Data in Azure cannot be brought back
# description: >-
#   A slip, a bad release or the loss of a region is for good.
# custom:
#   id: azure-no-backup
#   category: terraform/azure-no-backup
#   severity: low
#   confidence: high
#   persona: strict
#   scope: workspace
#   platforms: [terraform]
#   remedy: Keep backups for weeks and in another region, and protect what is deleted.
# related_resources:
#   - ref: https://learn.microsoft.com/en-us/azure/reliability/overview
# schemas:
#   - input: schema.terraform_workspace
package groundwire.terraform.azure_no_backup

import data.groundwire.lib.terraform_azure_no_backup as table
import data.groundwire.lib.terraform_expectations as expectations

findings contains finding if {
	some finding in expectations.minor_remarks(table.weak)
}
