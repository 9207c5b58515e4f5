# METADATA
# title: Plain HTTP is open to the internet
# description: >-
#   What is sent to port 80 travels in the clear. On anything but a load balancer that sends its callers on to HTTPS, passwords
#   and sessions can be read on the way.
# custom:
#   id: sg-open-http
#   category: terraform/sg-open-ingress
#   severity: low
#   confidence: medium
#   persona: strict
#   scope: workspace
#   platforms: [terraform]
#   remedy: Let a load balancer answer with a redirect to HTTPS, and let the group take traffic from it alone.
# related_resources:
#   - ref: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-listeners.html
# schemas:
#   - input: schema.terraform_workspace
package groundwire.terraform.sg_open_http

import data.groundwire.lib.terraform as tf

findings contains finding if {
	some rule in tf.current_open_ingress
	rule.protocol == "tcp"
	rule.from == 80
	rule.to == 80
	not _group(rule.found) in _groups_of_load_balancers
	finding := tf.remark(rule.found, rule.at, {
		"message": sprintf("`%s` lets the whole internet (`%s`) reach port 80, and no load balancer here uses it.", [rule.found.address, rule.cidr]),
		"subject": sprintf("%s/80", [rule.found.address]),
	})
}

# The security group that a rule belongs to.
_group(found) := tf.referred(found.block.security_group_id) if {
	tf.referred(found.block.security_group_id)
} else := found.address

_groups_of_load_balancers := {group |
	some found in tf.resources(input, ["aws_lb", "aws_alb", "aws_elb"])
	some reference in found.block.security_groups
	group := tf.referred(reference)
}
