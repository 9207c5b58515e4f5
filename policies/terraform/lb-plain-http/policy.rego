# METADATA
# title: Traffic is served unencrypted
# description: >-
#   Passwords, cookies and data can be read and changed by everybody on the way.
# custom:
#   id: lb-plain-http
#   category: terraform/lb-plain-http
#   severity: medium
#   confidence: high
#   persona: essential
#   scope: workspace
#   platforms: [terraform]
#   remedy: Redirect to HTTPS, and serve nothing else.
# related_resources:
#   - ref: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html
# schemas:
#   - input: schema.terraform_workspace
package groundwire.terraform.lb_plain_http

import data.groundwire.lib.terraform_expectations as expectations
import data.groundwire.lib.terraform_lb_plain_http as table

findings contains finding if {
	some finding in expectations.grave_remarks(table.weak)
}
