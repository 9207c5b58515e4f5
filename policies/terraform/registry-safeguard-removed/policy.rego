# METADATA
# title: A registry loses a safeguard
# description: >-
#   From this on a tag can be pushed again, or a known hole goes unnoticed.
# custom:
#   id: registry-safeguard-removed
#   category: terraform/registry-hygiene
#   severity: medium
#   confidence: high
#   persona: essential
#   scope: workspace
#   platforms: [terraform]
#   remedy: Keep the safeguard.
# related_resources:
#   - ref: https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-tag-mutability.html
# schemas:
#   - input: schema.terraform_workspace
package groundwire.terraform.registry_safeguard_removed

import data.groundwire.lib.terraform_expectations as expectations
import data.groundwire.lib.terraform_registry_hygiene as table

findings contains finding if {
	some finding in expectations.grave_remarks(table.weak)
}
