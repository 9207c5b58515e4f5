# METADATA
# title: A machine falls back to the default service account
# description: >-
#   Who gets into it now gets the project.
# custom:
#   id: gcp-service-account-removed
#   category: terraform/gcp-iam
#   severity: medium
#   confidence: high
#   persona: essential
#   scope: workspace
#   platforms: [terraform]
#   remedy: Keep its own service account.
# related_resources:
#   - ref: https://cloud.google.com/iam/docs/best-practices-service-accounts
# schemas:
#   - input: schema.terraform_workspace
package groundwire.terraform.gcp_service_account_removed

import data.groundwire.lib.terraform_expectations as expectations
import data.groundwire.lib.terraform_gcp_iam as table

findings contains finding if {
	some finding in expectations.grave_remarks(table.weak)
}
