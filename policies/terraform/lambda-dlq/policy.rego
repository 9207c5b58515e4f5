# METADATA
# title: Events that fail are dropped
# description: >-
#   An event that a function could not handle is tried twice more and then dropped; nobody hears of it.
# custom:
#   id: lambda-dlq
#   category: terraform/lambda-dlq
#   severity: low
#   confidence: high
#   persona: strict
#   scope: workspace
#   platforms: [terraform]
#   remedy: Name a queue or a topic for what fails.
# related_resources:
#   - ref: https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
# schemas:
#   - input: schema.terraform_workspace
package groundwire.terraform.lambda_dlq

import data.groundwire.lib.terraform_expectations as expectations
import data.groundwire.lib.terraform_lambda_dlq as table

findings contains finding if {
	some finding in expectations.minor_remarks(table.weak)
}
