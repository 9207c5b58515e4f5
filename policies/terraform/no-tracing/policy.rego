# METADATA
# title: Requests are not traced
# description: >-
#   Where a slow request spends its time can only be guessed.
# custom:
#   id: no-tracing
#   category: terraform/no-tracing
#   severity: low
#   confidence: high
#   persona: strict
#   scope: workspace
#   platforms: [terraform]
#   remedy: Turn active tracing on.
# related_resources:
#   - ref: https://docs.aws.amazon.com/xray/latest/devguide/xray-services.html
# schemas:
#   - input: schema.terraform_workspace
package groundwire.terraform.no_tracing

import data.groundwire.lib.terraform_expectations as expectations
import data.groundwire.lib.terraform_no_tracing as table

findings contains finding if {
	some finding in expectations.minor_remarks(table.weak)
}
