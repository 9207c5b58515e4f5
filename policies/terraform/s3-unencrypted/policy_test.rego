package groundwire.terraform.s3_unencrypted_test

import data.groundwire.lib.terraform_test as modules
import data.groundwire.terraform.s3_unencrypted as rule

_found(module, before) := found if {
	found := [f | some f in rule.findings] with input as module with data.groundwire.before as before
}

_reference := {"$unknown": "aws_s3_bucket.orders.id"}

_bucket(block) := modules.resource("aws_s3_bucket", "orders", block)

_with(type, block) := modules.module({"resource": {"aws_s3_bucket": {"orders": [{"bucket": "shop-orders"}]}, type: {"orders": [block]}}})

_configured(algorithm) := _with("aws_s3_bucket_server_side_encryption_configuration", {
	"bucket": _reference,
	"rule": [{"apply_server_side_encryption_by_default": [{"sse_algorithm": algorithm}]}],
})

_own(algorithm) := _bucket({"server_side_encryption_configuration": [{"rule": [{"apply_server_side_encryption_by_default": [{"sse_algorithm": algorithm}]}]}]})

test_no_algorithm if {
	[finding] := _found(_with("aws_s3_bucket_server_side_encryption_configuration", {"bucket": _reference, "rule": [{}]}), null)
	finding.message == "The encryption of `aws_s3_bucket_server_side_encryption_configuration.orders` has no algorithm that S3 knows."
	[wrong] := _found(_own("none"), null)
	endswith(wrong.message, "knows (\"none\").")
}

test_known_algorithms if {
	every algorithm in ["AES256", "aws:kms", {"$unknown": "var.algorithm"}] {
		count(_found(_configured(algorithm), null)) == 0
		count(_found(_own(algorithm), null)) == 0
	}
	count(_found(_bucket({}), null)) == 0
}

test_a_key_that_is_gone if {
	[finding] := _found(_configured("AES256"), _configured("aws:kms"))
	contains(finding.message, "(now `AES256`)")
	count(_found(_own("AES256"), _own("aws:kms"))) == 1
	count(_found(_configured("AES256"), _configured("AES256"))) == 0
	[gone] := _found(_bucket({}), _configured("aws:kms"))
	startswith(gone.message, "The encryption of `aws_s3_bucket.orders` is gone")
}
