# METADATA
# title: A safeguard of Google Cloud is taken away
# description: >-
#   What it kept from happening can happen from the moment this is applied.
# custom:
#   id: gcp-safeguard-removed
#   category: terraform/gcp-safeguards
#   severity: medium
#   confidence: high
#   persona: essential
#   scope: workspace
#   platforms: [terraform]
#   remedy: Keep it.
# related_resources:
#   - ref: https://cloud.google.com/kubernetes-engine/docs/how-to/hardening-your-cluster
# schemas:
#   - input: schema.terraform_workspace
package groundwire.terraform.gcp_safeguard_removed

import data.groundwire.lib.terraform_expectations as expectations
import data.groundwire.lib.terraform_gcp_safeguards as table

findings contains finding if {
	some finding in expectations.grave_remarks(table.weak)
}
