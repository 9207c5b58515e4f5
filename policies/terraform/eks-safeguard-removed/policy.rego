# METADATA
# title: A cluster loses a safeguard
# description: >-
#   What kept strangers out, or showed what they did, is gone when this is applied.
# custom:
#   id: eks-safeguard-removed
#   category: terraform/eks-hardening
#   severity: medium
#   confidence: high
#   persona: essential
#   scope: workspace
#   platforms: [terraform]
#   remedy: Keep the safeguard.
# related_resources:
#   - ref: https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html
#   - ref: https://docs.aws.amazon.com/eks/latest/best-practices/security.html
# schemas:
#   - input: schema.terraform_workspace
package groundwire.terraform.eks_safeguard_removed

import data.groundwire.lib.terraform_eks_hardening as table
import data.groundwire.lib.terraform_expectations as expectations

findings contains finding if {
	some finding in expectations.grave_remarks(table.weak)
}
