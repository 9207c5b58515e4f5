package groundwire.terraform.iam_assume_any_test

import data.groundwire.lib.terraform_test as modules
import data.groundwire.terraform.iam_assume_any as rule

_found(module, before) := found if {
	found := [f | some f in rule.findings] with input as module with data.groundwire.before as before
}

_role(parts) := modules.resource("aws_iam_role", "reports", {"assume_role_policy": json.marshal({"Statement": [object.union({"Effect": "Allow", "Action": "sts:AssumeRole"}, parts)]})})

test_everybody if {
	[finding] := _found(_role({"Principal": {"AWS": "*"}}), null)
	finding.at == ["resource", "aws_iam_role", "reports", 0, "assume_role_policy", "Statement", 0, "Principal", "AWS"]
	finding.message == "Everybody with an AWS account may take on the role `reports`."
	[account] := _found(_role({"Principal": {"AWS": "arn:aws:iam::*:root"}}), null)
	startswith(account.message, "Every account")
	[but] := _found(_role({"NotPrincipal": {"AWS": "arn:aws:iam::123456789012:root"}}), null)
	contains(but.message, "NotPrincipal")
}

test_some if {
	count(_found(_role({"Principal": {"Service": "ec2.amazonaws.com"}}), null)) == 0
	count(_found(_role({"Principal": {"AWS": "arn:aws:iam::123456789012:root"}}), null)) == 0
	count(_found(_role({"Principal": {"AWS": "*"}, "Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-1"}}}), null)) == 0
	count(_found(_role({"NotPrincipal": {"AWS": "a"}, "Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-1"}}}), null)) == 0
	count(_found(_role({"Principal": {"AWS": {"$unknown": "var.account"}}}), null)) == 0
	count(_found(_role({"Principal": {"AWS": "*"}, "Effect": "Deny"}), null)) == 0
}

test_a_document if {
	statement := {"actions": ["sts:AssumeRole"], "principals": [{"type": "AWS", "identifiers": ["*"]}]}
	[finding] := _found(modules.module({"data": {"aws_iam_policy_document": {"trust": [{"statement": [statement]}]}}}), null)
	finding.message == "Everybody with an AWS account may take on the role that `data.aws_iam_policy_document.trust` is for."
}

test_it_was_for_some if {
	[finding] := _found(_role({"Principal": {"AWS": "*"}}), _role({"Principal": {"AWS": "arn:aws:iam::123456789012:root"}}))
	endswith(finding.message, "; before: `arn:aws:iam::123456789012:root` alone.")
}
