package groundwire.terraform.iam_user_test

import data.groundwire.lib.terraform_test as modules
import data.groundwire.terraform.iam_user as rule

_found(module, before) := found if {
	found := [f | some f in rule.findings] with input as module with data.groundwire.before as before
}

test_users_and_keys if {
	every type in ["aws_iam_user", "aws_iam_access_key", "aws_iam_user_login_profile"] {
		count(_found(modules.resource(type, "jim", {}), null)) == 1
	}
	count(_found(modules.resource("aws_iam_role", "jim", {}), null)) == 0
}
