# METADATA
# title: A backup or a protection is taken away
# description: >-
#   What is deleted from now on, by a slip or by a stranger, is gone.
# custom:
#   id: azure-backup-removed
#   category: terraform/azure-no-backup
#   severity: medium
#   confidence: high
#   persona: essential
#   scope: workspace
#   platforms: [terraform]
#   remedy: Keep the protection.
# related_resources:
#   - ref: https://learn.microsoft.com/en-us/azure/reliability/overview
# schemas:
#   - input: schema.terraform_workspace
package groundwire.terraform.azure_backup_removed

import data.groundwire.lib.terraform_azure_no_backup as table
import data.groundwire.lib.terraform_expectations as expectations

findings contains finding if {
	some finding in expectations.grave_remarks(table.weak)
}
