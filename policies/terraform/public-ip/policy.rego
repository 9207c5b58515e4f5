# METADATA
# title: A machine has an address on the internet
# description: >-
#   Whatever listens on it can be reached by everybody as far as its security group lets them, and each mistake there
#   counts at once.
# custom:
#   id: public-ip
#   category: terraform/public-ip
#   severity: medium
#   confidence: medium
#   persona: recommended
#   scope: workspace
#   platforms: [terraform]
#   remedy: Put it into a private subnet, behind a load balancer, and reach it through Session Manager.
# related_resources:
#   - ref: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-instance-addressing.html
#   - ref: https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-9
# schemas:
#   - input: schema.terraform_workspace
package groundwire.terraform.public_ip

import data.groundwire.lib.terraform as tf

findings contains finding if {
	some weak in tf.weak_settings(input, _addresses)
	finding := tf.remark(weak.found, weak.at, {
		"message": sprintf("`%s` gets a public address: what listens on it can be reached from the internet as far as its security groups allow.", [weak.found.address]),
		"severity": _severity(weak),
	})
}

# Each interface of a template after the first.
findings contains finding if {
	some found in tf.resources(input, ["aws_launch_template"])
	some index, interface in found.block.network_interfaces
	index > 0
	tf.is_on(interface.associate_public_ip_address)
	finding := tf.remark(found, array.concat(found.path, ["network_interfaces", index, "associate_public_ip_address"]), {
		"message": sprintf("`%s` gets a public address on its interface %d.", [found.address, index]),
		"subject": sprintf("%s/%d", [found.address, index]),
	})
}

_severity(weak) := "low" if tf.is_short_lived(weak.found)

_severity(weak) := "medium" if not tf.is_short_lived(weak.found)

_addresses := {
	"aws_instance": [tf.kept_off(["associate_public_ip_address"])],
	"aws_spot_instance_request": [tf.kept_off(["associate_public_ip_address"])],
	"aws_launch_configuration": [tf.kept_off(["associate_public_ip_address"])],
	"aws_launch_template": [tf.kept_off(["network_interfaces", "associate_public_ip_address"])],
	"aws_ecs_service": [tf.kept_off(["network_configuration", "assign_public_ip"])],
	"aws_ecs_task_set": [tf.kept_off(["network_configuration", "assign_public_ip"])],
	"terraform-aws-modules/ec2-instance": [tf.kept_off(["associate_public_ip_address"])],
}
