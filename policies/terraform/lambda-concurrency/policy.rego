# METADATA
# title: A function has no share of the concurrency
# description: >-
#   One burst takes all of the account's concurrency, and every other function is throttled.
# custom:
#   id: lambda-concurrency
#   category: terraform/lambda-concurrency
#   severity: low
#   confidence: high
#   persona: strict
#   scope: workspace
#   platforms: [terraform]
#   remedy: Reserve as many instances as it needs and as what is behind it can bear.
# related_resources:
#   - ref: https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html
# schemas:
#   - input: schema.terraform_workspace
package groundwire.terraform.lambda_concurrency

import data.groundwire.lib.terraform_expectations as expectations
import data.groundwire.lib.terraform_lambda_concurrency as table

findings contains finding if {
	some finding in expectations.minor_remarks(table.weak)
}
