# METADATA
# title: A safeguard of Google Cloud is not used
# description: >-
#   It costs little, and is looked for when a bucket was overwritten, a node taken over or a flow has to be traced.
# custom:
#   id: gcp-safeguards
#   category: terraform/gcp-safeguards
#   severity: low
#   confidence: high
#   persona: strict
#   scope: workspace
#   platforms: [terraform]
#   remedy: Turn it on, or say why this resource does without it.
# related_resources:
#   - ref: https://cloud.google.com/kubernetes-engine/docs/how-to/hardening-your-cluster
# schemas:
#   - input: schema.terraform_workspace
package groundwire.terraform.gcp_safeguards

import data.groundwire.lib.terraform_expectations as expectations
import data.groundwire.lib.terraform_gcp_safeguards as table

findings contains finding if {
	some finding in expectations.minor_remarks(table.weak)
}
