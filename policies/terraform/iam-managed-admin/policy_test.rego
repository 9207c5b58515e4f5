package groundwire.terraform.iam_managed_admin_test

import data.groundwire.lib.terraform_test as modules
import data.groundwire.terraform.iam_managed_admin as rule

_found(module, before) := found if {
	found := [f | some f in rule.findings] with input as module with data.groundwire.before as before
}

_admin := "arn:aws:iam::aws:policy/AdministratorAccess"

_attached(arn) := modules.resource("aws_iam_role_policy_attachment", "deployer", {"role": {"$unknown": "aws_iam_role.deployer.name"}, "policy_arn": arn})

test_attachments if {
	[finding] := _found(_attached(_admin), null)
	finding.at == ["resource", "aws_iam_role_policy_attachment", "deployer", 0, "policy_arn"]
	finding.message == "The role `deployer` gets `AdministratorAccess`: every action on everything in the account."
	[china] := _found(_attached("arn:aws-cn:iam::aws:policy/IAMFullAccess"), null)
	contains(china.message, "any right can be taken")
	[role] := _found(modules.resource("aws_iam_role", "ci", {"managed_policy_arns": ["arn:aws:iam::aws:policy/ReadOnlyAccess", _admin]}), null)
	role.at == ["resource", "aws_iam_role", "ci", 0, "managed_policy_arns", 1]
	[user] := _found(modules.resource("aws_iam_user_policy_attachment", "jim", {"user": "jim", "policy_arn": _admin}), null)
	startswith(user.message, "The user `jim`")
	[group] := _found(modules.resource("aws_iam_group_policy_attachment", "ops", {"group": "ops", "policy_arn": _admin}), null)
	startswith(group.message, "The group `ops`")
	[any] := _found(modules.resource("aws_iam_policy_attachment", "ops", {"policy_arn": _admin}), null)
	startswith(any.message, "`aws_iam_policy_attachment.ops`")
}

test_lesser_grades if {
	[people] := _found(modules.resource("aws_ssoadmin_managed_policy_attachment", "admins", {"managed_policy_arn": _admin}), null)
	people.severity == "medium"
	[power] := _found(_attached("arn:aws:iam::aws:policy/PowerUserAccess"), null)
	power.severity == "medium"
	[name] := _found(modules.module({"data": {"aws_iam_policy": {"admin": [{"name": "AdministratorAccess"}]}}}), null)
	name.severity == "medium"
}

test_arguments_of_modules if {
	[finding] := _found(modules.module({"module": {"node": [{"source": "terraform-aws-modules/eks/aws", "iam_role_additional_policies": {"admin": _admin}}]}}), null)
	finding.at == ["module", "node", 0, "iam_role_additional_policies", "admin"]
	[list] := _found(modules.module({"module": {"role": [{"source": "terraform-aws-modules/iam/aws", "custom_role_policy_arns": [_admin]}]}}), null)
	list.subject == "module.role/AdministratorAccess"
}

test_others_and_unknown if {
	count(_found(_attached("arn:aws:iam::aws:policy/ReadOnlyAccess"), null)) == 0
	count(_found(_attached({"$unknown": "var.policy"}), null)) == 0
	count(_found(_attached("arn:aws:iam::123456789012:policy/AdministratorAccess"), null)) == 0
	count(_found(modules.module({"data": {"aws_iam_policy": {"read": [{"name": "ReadOnlyAccess"}]}}}), null)) == 0
}

test_it_was_less if {
	[finding] := _found(_attached(_admin), _attached("arn:aws:iam::aws:policy/ReadOnlyAccess"))
	endswith(finding.message, "; before: `ReadOnlyAccess`.")
}
