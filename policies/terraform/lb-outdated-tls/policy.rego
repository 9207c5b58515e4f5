# METADATA
# title: Outdated or missing encryption at the edge
# description: >-
#   What is carried can be downgraded, read or smuggled past what filters it.
# custom:
#   id: lb-outdated-tls
#   category: terraform/lb-plain-http
#   severity: low
#   confidence: high
#   persona: strict
#   scope: workspace
#   platforms: [terraform]
#   remedy: Name a policy that begins with TLS 1.2, and drop what is malformed.
# related_resources:
#   - ref: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html
# schemas:
#   - input: schema.terraform_workspace
package groundwire.terraform.lb_outdated_tls

import data.groundwire.lib.terraform_expectations as expectations
import data.groundwire.lib.terraform_lb_plain_http as table

findings contains finding if {
	some finding in expectations.minor_remarks(table.weak)
}
