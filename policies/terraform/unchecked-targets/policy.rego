# METADATA
# title: Instances are replaced on the word of a load balancer that checks nothing
# description: >-
#   The group waits for its load balancer to give an instance up, and the load balancer never does: a hung instance keeps its
#   traffic until a person ends it.
# custom:
#   id: unchecked-targets
#   category: terraform/autoscaling
#   severity: medium
#   confidence: high
#   persona: recommended
#   scope: workspace
#   platforms: [terraform]
#   remedy: Give the target group or the load balancer a health check of what the service needs.
# related_resources:
#   - ref: https://docs.aws.amazon.com/autoscaling/ec2/userguide/health-checks-overview.html
# schemas:
#   - input: schema.terraform_workspace
package groundwire.terraform.unchecked_targets

import data.groundwire.lib.terraform as tf

findings contains finding if {
	some found in tf.resources(input, ["aws_autoscaling_attachment"])
	some name in ["elb", "lb_target_group_arn", "alb_target_group_arn"]
	balancer := _referred[tf.referred(found.block[name])]
	_checks_nothing(balancer.block)
	finding := object.union(
		tf.remark(found, array.concat(found.path, [name]), {"message": sprintf(
			"`%s` ties a group to `%s`, which has no health check of its own: a hung instance is never replaced.",
			[found.address, balancer.address],
		)}),
		{"related": [{"document": balancer.document, "at": balancer.path}]},
	)
}

_referred[found.address] := found if some found in tf.resources(input, ["aws_elb", "aws_lb_target_group", "aws_alb_target_group"])

_checks_nothing(block) if count(object.get(block, "health_check", [])) == 0

_checks_nothing(block) if {
	some check in block.health_check
	tf.is_off(check.enabled)
}
