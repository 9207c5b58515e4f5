package groundwire.terraform.s3_unencrypted_default_test

import data.groundwire.lib.terraform as tf
import data.groundwire.lib.terraform_test as modules
import data.groundwire.terraform.s3_unencrypted_default as rule

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
	count(_found(_bucket({tf.bucket_encryption.block: [{}]}), null)) == 0
	every bucket in [_reference, {"$unknown": "var.bucket"}, {"$unknown": "each.value"}, "shop-orders"] {
		count(_found(_with(tf.bucket_encryption.type, {"bucket": bucket, "rule": [{}]}), null)) == 0
	}
	count(_found(_with(tf.bucket_encryption.type, {"bucket": "others", "rule": [{}]}), null)) == 1
	count(_found(modules.module({"module": {"orders": [{"source": "terraform-aws-modules/s3-bucket/aws", tf.bucket_encryption.argument: {"a": 1}}]}}), null)) == 0
}
