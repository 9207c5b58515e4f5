# METADATA
# title: A record of Azure is turned off
# description: >-
#   From this on nobody can tell what happened.
# custom:
#   id: azure-logging-removed
#   category: terraform/azure-logging
#   severity: medium
#   confidence: high
#   persona: essential
#   scope: workspace
#   platforms: [terraform]
#   remedy: Keep it on.
# related_resources:
#   - ref: https://learn.microsoft.com/en-us/azure/security/fundamentals/log-audit
# schemas:
#   - input: schema.terraform_workspace
package groundwire.terraform.azure_logging_removed

import data.groundwire.lib.terraform_azure_logging as table
import data.groundwire.lib.terraform_expectations as expectations

findings contains finding if {
	some finding in expectations.grave_remarks(table.weak)
}
