package groundwire.terraform.db_no_customer_key_test

import data.groundwire.lib.terraform_test as modules
import data.groundwire.terraform.db_no_customer_key as rule

_found(module, before) := found if {
	found := [f | some f in rule.findings] with input as module with data.groundwire.before as before
}

test_no_key if {
	[finding] := _found(modules.resource("aws_dynamodb_table", "carts", {"server_side_encryption": [{"enabled": true}]}), null)
	finding.at == ["resource", "aws_dynamodb_table", "carts", 0, "server_side_encryption", 0, "kms_key_arn"]
	finding.severity == "low"
	every type in ["aws_dms_endpoint", "aws_timestreamwrite_database", "aws_keyspaces_table", "aws_athena_workgroup"] {
		count(_found(modules.resource(type, "carts", {}), null)) == 1
	}
}

test_a_key if {
	count(_found(modules.resource("aws_dynamodb_table", "carts", {"server_side_encryption": [{"kms_key_arn": {"$unknown": "aws_kms_key.carts.arn"}}]}), null)) == 0
	count(_found(modules.resource("aws_athena_workgroup", "reports", {"configuration": [{"result_configuration": [{"encryption_configuration": [{}]}]}]}), null)) == 0
}

test_taken_away if {
	[finding] := _found(modules.resource("aws_dms_endpoint", "in", {}), modules.resource("aws_dms_endpoint", "in", {"kms_key_arn": "arn:aws:kms:a"}))
	finding.severity == "medium"
}
