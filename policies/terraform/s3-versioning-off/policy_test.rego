package groundwire.terraform.s3_versioning_off_test

import data.groundwire.lib.terraform_test as modules
import data.groundwire.terraform.s3_versioning_off as rule

_found(module, before) := found if {
	found := [f | some f in rule.findings] with input as module with data.groundwire.before as before
}

_reference := {"$unknown": "aws_s3_bucket.orders.id"}

_bucket(block) := modules.resource("aws_s3_bucket", "orders", block)

_with(type, block) := modules.module({"resource": {"aws_s3_bucket": {"orders": [{"bucket": "shop-orders"}]}, type: {"orders": [block]}}})

test_turned_off if {
	[finding] := _found(_bucket({"versioning": [{"enabled": false}]}), null)
	finding.at == ["resource", "aws_s3_bucket", "orders", 0, "versioning", 0, "enabled"]
	finding.severity == "medium"
	[suspended] := _found(_with("aws_s3_bucket_versioning", {"bucket": _reference, "versioning_configuration": [{"status": "Suspended"}]}), null)
	suspended.subject == "aws_s3_bucket_versioning.orders"
}

test_on_unknown_and_not_said if {
	count(_found(_bucket({"versioning": [{"enabled": true}]}), null)) == 0
	count(_found(_bucket({"versioning": [{"enabled": {"$unknown": "var.v"}}]}), null)) == 0
	count(_found(_bucket({}), null)) == 0
}

test_taken_away if {
	before := _with("aws_s3_bucket_versioning", {"bucket": _reference, "versioning_configuration": [{"status": "Enabled"}]})
	[gone] := _found(_bucket({"bucket": "shop-orders"}), before)
	gone.severity == "high"
	gone.at == ["resource", "aws_s3_bucket", "orders", 0]
	[own] := _found(_bucket({}), _bucket({"versioning": [{"enabled": true}]}))
	own.severity == "high"
	[suspended] := _found(_with("aws_s3_bucket_versioning", {"bucket": _reference, "versioning_configuration": [{"status": "Suspended"}]}), before)
	suspended.severity == "high"
	named := _with("aws_s3_bucket_versioning", {"bucket": "shop-orders", "versioning_configuration": [{"status": "Enabled"}]})
	count(_found(_bucket({"bucket": "shop-orders"}), named)) == 1
	module := modules.module({"module": {"orders": [{"source": "terraform-aws-modules/s3-bucket/aws", "versioning": {"enabled": true}}]}})
	count(_found(modules.module({"module": {"orders": [{"source": "terraform-aws-modules/s3-bucket/aws"}]}}), module)) == 1
}
