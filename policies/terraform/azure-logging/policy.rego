# METADATA
# title: A service of Azure records nothing
# description: >-
#   What happened before an outage or an intrusion cannot be told.
# custom:
#   id: azure-logging
#   category: terraform/azure-logging
#   severity: low
#   confidence: high
#   persona: strict
#   scope: workspace
#   platforms: [terraform]
#   remedy: Turn its logs and alerts on.
# related_resources:
#   - ref: https://learn.microsoft.com/en-us/azure/security/fundamentals/log-audit
# schemas:
#   - input: schema.terraform_workspace
package groundwire.terraform.azure_logging

import data.groundwire.lib.terraform_azure_logging as table
import data.groundwire.lib.terraform_expectations as expectations

findings contains finding if {
	some finding in expectations.minor_remarks(table.weak)
}
