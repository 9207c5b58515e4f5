package groundwire.terraform.s3_no_logging_test

import data.groundwire.lib.terraform as tf
import data.groundwire.lib.terraform_test as modules
import data.groundwire.terraform.s3_no_logging as rule

_found(module, before) := found if {
	found := [f | some f in rule.findings] with input as module with data.groundwire.before as before
}

_reference := {"$unknown": "aws_s3_bucket.orders.id"}

_bucket(block) := modules.resource("aws_s3_bucket", "orders", block)

_with(type, block) := modules.module({"resource": {"aws_s3_bucket": {"orders": [{"bucket": "shop-orders"}]}, type: {"orders": [block]}}})

test_nothing_said if {
	[finding] := _found(_bucket({}), null)
	finding.at == ["resource", "aws_s3_bucket", "orders", 0]
	count(_found(modules.module({"module": {"orders": [{"source": "terraform-aws-modules/s3-bucket/aws"}]}}), null)) == 1
}

test_said_in_the_bucket_or_elsewhere if {
	count(_found(_bucket({tf.bucket_logging.block: [{}]}), null)) == 0
	every bucket in [_reference, {"$unknown": "var.bucket"}, {"$unknown": "each.value"}, "shop-orders"] {
		count(_found(_with(tf.bucket_logging.type, {"bucket": bucket, "rule": [{}]}), null)) == 0
	}
	count(_found(_with(tf.bucket_logging.type, {"bucket": "others", "rule": [{}]}), null)) == 1
	count(_found(modules.module({"module": {"orders": [{"source": "terraform-aws-modules/s3-bucket/aws", tf.bucket_logging.argument: {"a": 1}}]}}), null)) == 0
}

test_buckets_that_take_logs if {
	count(_found(_with("aws_s3_bucket_acl", {"bucket": _reference, "acl": "log-delivery-write"}), null)) == 0
	count(_found(_bucket({"acl": "log-delivery-write"}), null)) == 0
	count(_found(_with("aws_s3_bucket_logging", {"bucket": "others", "target_bucket": _reference}), null)) == 0
	target := {"logging": [{"target_bucket": _reference}]}
	count(_found(modules.module({"resource": {"aws_s3_bucket": {"orders": [{}], "site": [target]}}}), null)) == 0
}
