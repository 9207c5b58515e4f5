# METADATA
# title: A registry takes whatever is pushed
# description: >-
#   A tag can be pushed again and holes go unnoticed: what was tested is not what runs.
# custom:
#   id: registry-hygiene
#   category: terraform/registry-hygiene
#   severity: low
#   confidence: high
#   persona: strict
#   scope: workspace
#   platforms: [terraform]
#   remedy: Make tags immutable and scan what is pushed.
# related_resources:
#   - ref: https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-tag-mutability.html
# schemas:
#   - input: schema.terraform_workspace
package groundwire.terraform.registry_hygiene

import data.groundwire.lib.terraform_expectations as expectations
import data.groundwire.lib.terraform_registry_hygiene as table

findings contains finding if {
	some finding in expectations.minor_remarks(table.weak)
}
