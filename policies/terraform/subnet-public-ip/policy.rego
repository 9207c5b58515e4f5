# METADATA
# title: Whatever starts in this subnet is on the internet
# description: >-
#   Every instance, task and interface in the subnet gets a public address, those too that nobody thought of.
# custom:
#   id: subnet-public-ip
#   category: terraform/public-ip
#   severity: low
#   confidence: medium
#   persona: strict
#   scope: workspace
#   platforms: [terraform]
#   remedy: Turn it off and give an address to what needs one.
# related_resources:
#   - ref: https://docs.aws.amazon.com/vpc/latest/userguide/subnet-public-ip.html
#   - ref: https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-15
# schemas:
#   - input: schema.terraform_workspace
package groundwire.terraform.subnet_public_ip

import data.groundwire.lib.terraform as tf

findings contains finding if {
	some weak in tf.weak_settings(input, _subnets)
	finding := tf.remark(weak.found, weak.at, {"message": sprintf("Whatever starts in `%s` gets a public address (`%s`).", [weak.found.address, weak.name])})
}

_subnets := {
	"aws_subnet": [tf.kept_off(["map_public_ip_on_launch"])],
	"aws_default_subnet": [tf.kept_off(["map_public_ip_on_launch"])],
	"terraform-aws-modules/vpc": [tf.kept_off(["map_public_ip_on_launch"])],
	"aws_sagemaker_notebook_instance": [{"path": ["direct_internet_access"], "weak": {"enabled"}, "absent": true}],
}
