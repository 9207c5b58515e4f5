# METADATA
# title: Nodes run as the default service account
# description: >-
#   Who gets into a node gets the project: the default service account may edit everything.
# custom:
#   id: gcp-default-node-account
#   category: terraform/gcp-iam
#   severity: low
#   confidence: high
#   persona: strict
#   scope: workspace
#   platforms: [terraform]
#   remedy: Make a service account for the nodes, with the roles that they need.
# related_resources:
#   - ref: https://cloud.google.com/kubernetes-engine/docs/how-to/hardening-your-cluster#use_least_privilege_sa
# schemas:
#   - input: schema.terraform_workspace
package groundwire.terraform.gcp_default_node_account

import data.groundwire.lib.terraform_expectations as expectations
import data.groundwire.lib.terraform_gcp_iam as table

findings contains finding if {
	some finding in expectations.minor_remarks(table.weak)
}
