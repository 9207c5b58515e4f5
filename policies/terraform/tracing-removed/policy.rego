# METADATA
# title: Requests are no longer traced
# description: >-
#   The traces of this step end when it is applied: the next slow request cannot be followed through it.
# custom:
#   id: tracing-removed
#   category: terraform/no-tracing
#   severity: medium
#   confidence: high
#   persona: essential
#   scope: workspace
#   platforms: [terraform]
#   remedy: Keep tracing on; sample less where it costs too much.
# related_resources:
#   - ref: https://docs.aws.amazon.com/xray/latest/devguide/xray-services.html
# schemas:
#   - input: schema.terraform_workspace
package groundwire.terraform.tracing_removed

import data.groundwire.lib.terraform_expectations as expectations
import data.groundwire.lib.terraform_no_tracing as table

findings contains finding if {
	some finding in expectations.grave_remarks(table.weak)
}
