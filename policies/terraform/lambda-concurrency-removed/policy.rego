# METADATA
# title: A function loses its share of the concurrency
# description: >-
#   What protected it, or protected others from it, is gone when this is applied.
# custom:
#   id: lambda-concurrency-removed
#   category: terraform/lambda-concurrency
#   severity: medium
#   confidence: high
#   persona: essential
#   scope: workspace
#   platforms: [terraform]
#   remedy: Keep the reservation.
# related_resources:
#   - ref: https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html
# schemas:
#   - input: schema.terraform_workspace
package groundwire.terraform.lambda_concurrency_removed

import data.groundwire.lib.terraform_expectations as expectations
import data.groundwire.lib.terraform_lambda_concurrency as table

findings contains finding if {
	some finding in expectations.grave_remarks(table.weak)
}
