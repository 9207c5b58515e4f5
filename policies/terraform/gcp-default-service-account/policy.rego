# METADATA
# title: A machine has more rights than it needs
# description: >-
#   Who gets into it gets the project: the default service account may edit everything.
# custom:
#   id: gcp-default-service-account
#   category: terraform/gcp-iam
#   severity: low
#   confidence: high
#   persona: strict
#   scope: workspace
#   platforms: [terraform]
#   remedy: Make a service account for it, with the roles that it needs.
# related_resources:
#   - ref: https://cloud.google.com/iam/docs/best-practices-service-accounts
# schemas:
#   - input: schema.terraform_workspace
package groundwire.terraform.gcp_default_service_account

import data.groundwire.lib.terraform_expectations as expectations
import data.groundwire.lib.terraform_gcp_iam as table

findings contains finding if {
	some finding in expectations.minor_remarks(table.weak)
}
