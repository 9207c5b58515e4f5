# METADATA
# title: Somebody gets all rights of the account
# description: >-
#   A leaked key, a flaw in the program or a mistake of whoever holds it is then the loss of the whole account.
# custom:
#   id: iam-managed-admin
#   category: terraform/iam-managed-admin
#   severity: high
#   confidence: high
#   persona: essential
#   scope: workspace
#   platforms: [terraform]
#   remedy: Attach a policy with the actions that are needed.
# related_resources:
#   - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege
#   - ref: https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AdministratorAccess.html
# schemas:
#   - input: schema.terraform_workspace
package groundwire.terraform.iam_managed_admin

import data.groundwire.lib.terraform as tf

findings contains finding if {
	some attachment in _attachments
	policy := _named(attachment.policy)
	some grade, means in _grades
	policy == grade
	finding := tf.remark(attachment.found, attachment.at, {
		"message": sprintf("%s gets `%s`: %s%s.", [attachment.who, policy, means, _before(attachment)]),
		"subject": sprintf("%s/%s", [attachment.found.address, policy]),
		"severity": _severity(attachment),
	})
}

_grades := {
	"AdministratorAccess": "every action on everything in the account",
	"IAMFullAccess": "with it any right can be taken",
	"AdministratorAccess-Amplify": "every action on most of the account",
	"AdministratorAccess-AWSElasticBeanstalk": "every action on most of the account",
	"PowerUserAccess": "every action on everything but the rights themselves",
}

# `AdministratorAccess` of its ARN.
_named(policy) := split(policy, ":policy/")[1] if {
	is_string(policy)
	contains(policy, "::aws:policy/")
}

_named(policy) := policy if {
	is_string(policy)
	not contains(policy, ":")
}

_attachments := array.concat(array.concat(_single, _lists), array.concat(_maps, _looked_up))

_single := [{"found": found, "policy": found.block[attribute], "at": array.concat(found.path, [attribute]), "who": _who(found)} |
	some [type, attribute] in [
		["aws_iam_policy_attachment", "policy_arn"], ["aws_iam_role_policy_attachment", "policy_arn"],
		["aws_iam_user_policy_attachment", "policy_arn"], ["aws_iam_group_policy_attachment", "policy_arn"],
		["aws_ssoadmin_managed_policy_attachment", "managed_policy_arn"],
	]
	some found in tf.resources(input, [type])
	contains(found.block[attribute], ":")
]

_lists := array.concat(
	[{"found": found, "policy": arn, "at": array.concat(found.path, [attribute, index]), "who": _who(found)} |
		some [type, attribute] in [["aws_iam_role", "managed_policy_arns"], ["aws_iam_role_policy_attachments_exclusive", "policy_arns"], ["aws_iam_user_policy_attachments_exclusive", "policy_arns"]]
		some found in tf.resources(input, [type])
		some index, arn in found.block[attribute]
		contains(arn, ":")
	],
	[{"found": found, "policy": arn, "at": array.concat(found.path, [attribute, index]), "who": sprintf("`%s`", [found.address])} |
		some found in tf.modules(input, _modules)
		some attribute in ["custom_role_policy_arns", "role_policy_arns", "policy_arns", "policies", "managed_policy_arns", "custom_group_policy_arns"]
		some index, arn in found.block[attribute]
		is_number(index)
		contains(arn, ":")
	],
)

# A map of policies by name.
_maps := [{"found": found, "policy": arn, "at": array.concat(found.path, [attribute, key]), "who": sprintf("`%s`", [found.address])} |
	some found in _calls
	some attribute in ["role_policy_arns", "policies", "iam_role_additional_policies", "iam_role_policies", "tasks_iam_role_policies", "task_exec_iam_role_policies"]
	some key, arn in found.block[attribute]
	is_string(key)
	contains(arn, ":")
]

# Policies of AWS that are asked for by name or ARN are attached by reference.
_looked_up := [{"found": found, "policy": value, "at": array.concat(found.path, [attribute]), "who": sprintf("Whoever `%s` is attached to", [found.address])} |
	some found in tf.blocks(input, "data", ["aws_iam_policy"])
	some attribute in ["name", "arn"]
	value := found.block[attribute]
]

_modules := [
	"terraform-aws-modules/iam", "terraform-aws-modules/eks", "terraform-aws-modules/lambda", "terraform-aws-modules/ec2-instance", "terraform-aws-modules/ecs",
]

_calls := [found |
	some index, file in input.documents
	some name, instances in file.document.module
	some instance, block in instances
	is_object(block)
	found := {
		"document": index,
		"file": file.path,
		"kind": "module",
		"type": "",
		"name": name,
		"block": block,
		"path": ["module", name, instance],
		"address": sprintf("module.%s", [name]),
	}
]

_who(found) := sprintf("The role `%s`", [_last(found.block.role)]) if {
	found.type == "aws_iam_role_policy_attachment"
} else := sprintf("The user `%s`", [_last(found.block.user)]) if {
	found.type == "aws_iam_user_policy_attachment"
} else := sprintf("The group `%s`", [_last(found.block.group)]) if {
	found.type == "aws_iam_group_policy_attachment"
} else := sprintf("The role `%s`", [found.name]) if {
	found.type == "aws_iam_role"
} else := sprintf("`%s`", [found.address])

_last(value) := value if is_string(value)

_last(value) := split(tf.referred(value), ".")[1] if tf.referred(value)

# People who sign in for an hour are something else than keys that last.
_severity(attachment) := "medium" if {
	attachment.found.type == "aws_ssoadmin_managed_policy_attachment"
} else := "medium" if {
	attachment.found.kind == "data"
} else := "medium" if {
	attachment.policy == "arn:aws:iam::aws:policy/PowerUserAccess"
} else := "high"

_before(attachment) := sprintf("; before: `%s`", [_named(former)]) if {
	former := tf.same_block(attachment.found)[attachment.at[count(attachment.at) - 1]]
	former != attachment.policy
	_named(former)
} else := ""
