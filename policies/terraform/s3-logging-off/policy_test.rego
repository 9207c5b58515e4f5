package groundwire.terraform.s3_logging_off_test

import data.groundwire.lib.terraform_test as modules
import data.groundwire.terraform.s3_logging_off as rule

_found(module, before) := found if {
	found := [f | some f in rule.findings] with input as module with data.groundwire.before as before
}

_reference := {"$unknown": "aws_s3_bucket.orders.id"}

_bucket(block) := modules.resource("aws_s3_bucket", "orders", block)

_with(type, block) := modules.module({"resource": {"aws_s3_bucket": {"orders": [{"bucket": "shop-orders"}]}, type: {"orders": [block]}}})

test_taken_away if {
	before := _with("aws_s3_bucket_logging", {"bucket": _reference, "target_bucket": "logs"})
	[finding] := _found(_bucket({"bucket": "shop-orders"}), before)
	finding.at == ["resource", "aws_s3_bucket", "orders", 0]
	count(_found(before, before)) == 0
	count(_found(_bucket({}), null)) == 0
}
