package groundwire.terraform.iam_user_policy_test

import data.groundwire.lib.terraform_test as modules
import data.groundwire.terraform.iam_user_policy as rule

_found(module, before) := found if {
	found := [f | some f in rule.findings] with input as module with data.groundwire.before as before
}

test_policies_of_users if {
	[finding] := _found(modules.resource("aws_iam_user_policy", "jim", {"user": {"$unknown": "aws_iam_user.jim.name"}, "policy": "{}"}), null)
	finding.at == ["resource", "aws_iam_user_policy", "jim", 0, "user"]
	contains(finding.message, "(`jim`)")
	count(_found(modules.resource("aws_iam_user_policy_attachment", "jim", {"user": "jim"}), null)) == 1
	count(_found(modules.resource("aws_iam_user_policy_attachment", "jim", {"user": {"$unknown": "each"}}), null)) == 1
	count(_found(modules.resource("aws_iam_policy_attachment", "jim", {"users": ["jim"]}), null)) == 1
}

test_policies_of_others if {
	count(_found(modules.resource("aws_iam_policy_attachment", "ops", {"roles": ["ops"], "users": []}), null)) == 0
	count(_found(modules.resource("aws_iam_policy_attachment", "ops", {"users": {"$unknown": "var.users"}}), null)) == 0
	count(_found(modules.resource("aws_iam_group_policy_attachment", "ops", {"group": "ops"}), null)) == 0
}
