# METADATA
# title: A service of Azure answers unencrypted
# description: >-
#   Passwords and data can be read by everybody on the way.
# custom:
#   id: azure-tls
#   category: terraform/azure-tls
#   severity: medium
#   confidence: high
#   persona: essential
#   scope: workspace
#   platforms: [terraform]
#   remedy: Take encrypted connections only.
# related_resources:
#   - ref: https://learn.microsoft.com/en-us/azure/security/fundamentals/tls-certificate-changes
# schemas:
#   - input: schema.terraform_workspace
package groundwire.terraform.azure_tls

import data.groundwire.lib.terraform_azure_tls as table
import data.groundwire.lib.terraform_expectations as expectations

findings contains finding if {
	some finding in expectations.grave_remarks(table.weak)
}
