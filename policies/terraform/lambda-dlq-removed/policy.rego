# METADATA
# title: Events that fail are no longer kept
# description: >-
#   Whatever fails from now on is gone after its retries, and nobody hears of it.
# custom:
#   id: lambda-dlq-removed
#   category: terraform/lambda-dlq
#   severity: medium
#   confidence: high
#   persona: essential
#   scope: workspace
#   platforms: [terraform]
#   remedy: Keep the target for what fails.
# related_resources:
#   - ref: https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
# schemas:
#   - input: schema.terraform_workspace
package groundwire.terraform.lambda_dlq_removed

import data.groundwire.lib.terraform_expectations as expectations
import data.groundwire.lib.terraform_lambda_dlq as table

findings contains finding if {
	some finding in expectations.grave_remarks(table.weak)
}
