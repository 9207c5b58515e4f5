# METADATA
# title: A service of Azure accepts plain or outdated connections
# description: >-
#   What it carries can be downgraded and read on the way.
# custom:
#   id: azure-outdated-tls
#   category: terraform/azure-tls
#   severity: low
#   confidence: high
#   persona: strict
#   scope: workspace
#   platforms: [terraform]
#   remedy: Serve HTTPS only, and begin with TLS 1.2.
# related_resources:
#   - ref: https://learn.microsoft.com/en-us/azure/security/fundamentals/tls-certificate-changes
# schemas:
#   - input: schema.terraform_workspace
package groundwire.terraform.azure_outdated_tls

import data.groundwire.lib.terraform_azure_tls as table
import data.groundwire.lib.terraform_expectations as expectations

findings contains finding if {
	some finding in expectations.minor_remarks(table.weak)
}
