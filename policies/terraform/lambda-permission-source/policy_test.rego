package groundwire.terraform.lambda_permission_source_test

import data.groundwire.lib.terraform_test as modules
import data.groundwire.terraform.lambda_permission_source as rule

_found(module, before) := found if {
	found := [f | some f in rule.findings] with input as module with data.groundwire.before as before
}

_permission(parts) := modules.resource("aws_lambda_permission", "sns", object.union({"principal": "sns.amazonaws.com"}, parts))

test_no_source if {
	[finding] := _found(_permission({}), null)
	finding.at == ["resource", "aws_lambda_permission", "sns", 0, "source_arn"]
	count(_found(_permission({"source_arn": ""}), null)) == 1
}

test_a_source if {
	count(_found(_permission({"source_arn": {"$unknown": "aws_sns_topic.orders.arn"}}), null)) == 0
	count(_found(_permission({"source_account": "123456789012"}), null)) == 0
	count(_found(_permission({"principal": "123456789012"}), null)) == 0
}
