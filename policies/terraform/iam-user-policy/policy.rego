# METADATA
# title: A policy hangs on a single user
# description: >-
#   Rights that hang on persons are forgotten when they change teams, and nobody sees them when a group is looked through.
# custom:
#   id: iam-user-policy
#   category: terraform/iam-user-policy
#   severity: low
#   confidence: high
#   persona: recommended
#   scope: workspace
#   platforms: [terraform]
#   remedy: Give the policy to a group or a role, and let people take on roles.
# related_resources:
#   - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#bp-users-federation-idp
#   - ref: https://docs.aws.amazon.com/securityhub/latest/userguide/iam-controls.html#iam-2
# schemas:
#   - input: schema.terraform_workspace
package groundwire.terraform.iam_user_policy

import data.groundwire.lib.terraform as tf

findings contains finding if {
	some found in tf.resources(input, ["aws_iam_user_policy", "aws_iam_user_policy_attachment", "aws_iam_user_policies_exclusive"])
	finding := tf.remark(found, array.concat(found.path, ["user"]), {"message": sprintf("`%s` gives rights to one user (`%s`): they stay when the person changes teams.", [found.address, _last(found.block.user)])})
}

findings contains finding if {
	some found in tf.resources(input, ["aws_iam_policy_attachment"])
	count(found.block.users) > 0
	not tf.is_unknown(found.block.users)
	finding := tf.remark(found, array.concat(found.path, ["users"]), {"message": sprintf("`%s` gives rights to single users: they stay when the persons change teams.", [found.address])})
}

_last(value) := value if is_string(value)

_last(value) := split(tf.referred(value), ".")[1] if tf.referred(value)

_last(value) := tf.name_of(value) if {
	tf.is_unknown(value)
	not tf.referred(value)
}
