# METADATA
# title: Nodes fall back to the default service account
# description: >-
#   Who gets into a node now gets the project.
# custom:
#   id: gcp-node-account-removed
#   category: terraform/gcp-iam
#   severity: medium
#   confidence: high
#   persona: essential
#   scope: workspace
#   platforms: [terraform]
#   remedy: Keep their own service account.
# related_resources:
#   - ref: https://cloud.google.com/kubernetes-engine/docs/how-to/hardening-your-cluster#use_least_privilege_sa
# schemas:
#   - input: schema.terraform_workspace
package groundwire.terraform.gcp_node_account_removed

import data.groundwire.lib.terraform_expectations as expectations
import data.groundwire.lib.terraform_gcp_iam as table

findings contains finding if {
	some finding in expectations.grave_remarks(table.weak)
}
