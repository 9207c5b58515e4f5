# METADATA
# title: A network access list lets everybody reach the administration of machines
# description: >-
#   It is the second line behind security groups. Open for SSH and Remote Desktop, it stops nothing when one group is
#   opened by mistake.
# custom:
#   id: nacl-open
#   category: terraform/nacl-open
#   severity: medium
#   confidence: medium
#   persona: strict
#   scope: workspace
#   platforms: [terraform]
#   remedy: Name the networks that administrate, or deny the ports in a rule with a lower number.
# related_resources:
#   - ref: https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html
#   - ref: https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-21
# schemas:
#   - input: schema.terraform_workspace
package groundwire.terraform.nacl_open

import data.groundwire.lib.terraform as tf

findings contains finding if {
	some rule in tf.open_acl_rules
	finding := tf.remark(rule.found, rule.at, {
		"message": sprintf("`%s` lets the whole internet (`%s`) through to %s.", [rule.found.address, rule.cidr, _ports(rule.ports)]),
		"subject": sprintf("%s/%v", [rule.found.address, rule.number]),
	})
}

_ports(ports) := sprintf("port %d", [ports[0]]) if count(ports) == 1

_ports(ports) := sprintf("ports %s", [concat(", ", [sprintf("%d", [port]) | some port in ports])]) if count(ports) > 1
