package groundwire.terraform.iam_assume_account_test

import data.groundwire.lib.terraform_test as modules
import data.groundwire.terraform.iam_assume_account as rule

_found(module, before) := found if {
	found := [f | some f in rule.findings] with input as module with data.groundwire.before as before
}

_role(parts) := modules.resource("aws_iam_role", "reports", {"assume_role_policy": json.marshal({"Statement": [object.union({"Effect": "Allow", "Action": "sts:AssumeRole"}, parts)]})})

test_accounts if {
	every name in ["123456789012", "arn:aws:iam::123456789012:root"] {
		count(_found(_role({"Principal": {"AWS": name}}), null)) == 1
	}
}

test_others if {
	count(_found(_role({"Principal": {"AWS": "arn:aws:iam::123456789012:role/ci"}}), null)) == 0
	count(_found(_role({"Principal": {"AWS": "123456789012"}, "Condition": {"StringEquals": {"sts:ExternalId": "a"}}}), null)) == 0
	count(_found(_role({"Principal": {"Service": "ec2.amazonaws.com"}}), null)) == 0
}
