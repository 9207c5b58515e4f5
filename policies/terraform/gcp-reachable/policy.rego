# METADATA
# title: A resource of Google Cloud can be reached from the internet
# description: >-
#   Whoever has a leaked password or finds a hole gets in from anywhere.
# custom:
#   id: gcp-reachable
#   category: terraform/gcp-public
#   severity: low
#   confidence: high
#   persona: strict
#   scope: workspace
#   platforms: [terraform]
#   remedy: Give it a private address and name who may come in.
# related_resources:
#   - ref: https://cloud.google.com/storage/docs/public-access-prevention
# schemas:
#   - input: schema.terraform_workspace
package groundwire.terraform.gcp_reachable

import data.groundwire.lib.terraform_expectations as expectations
import data.groundwire.lib.terraform_gcp_public as table

findings contains finding if {
	some finding in expectations.minor_remarks(table.weak)
}
