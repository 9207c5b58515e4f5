# METADATA
# title: A cluster is open, silent or old
# description: >-
#   Its API can be asked by anybody, its secrets lie in the clear, or nobody can tell who did what.
# custom:
#   id: eks-hardening
#   category: terraform/eks-hardening
#   severity: low
#   confidence: high
#   persona: strict
#   scope: workspace
#   platforms: [terraform]
#   remedy: Limit who may ask, encrypt secrets, and send all logs of the control plane.
# related_resources:
#   - ref: https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html
#   - ref: https://docs.aws.amazon.com/eks/latest/best-practices/security.html
# schemas:
#   - input: schema.terraform_workspace
package groundwire.terraform.eks_hardening

import data.groundwire.lib.terraform_eks_hardening as table
import data.groundwire.lib.terraform_expectations as expectations

findings contains finding if {
	some finding in expectations.minor_remarks(table.weak)
}
