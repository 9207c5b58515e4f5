# METADATA
# title: A bucket's encryption is not one
# description: >-
#   The rule for encryption names no way that S3 knows, or a change takes a key away that readers needed.
# custom:
#   id: s3-unencrypted
#   category: terraform/s3-unencrypted
#   severity: medium
#   confidence: high
#   persona: essential
#   scope: workspace
#   platforms: [terraform]
#   remedy: Set sse_algorithm to aws:kms or AES256.
# related_resources:
#   - ref: https://docs.aws.amazon.com/AmazonS3/latest/userguide/default-bucket-encryption.html
# schemas:
#   - input: schema.terraform_workspace
package groundwire.terraform.s3_unencrypted

import data.groundwire.lib.terraform as tf

# A rule that asks for nothing S3 knows.
findings contains finding if {
	some place in _rules
	not _is_known(place.algorithm)
	finding := tf.remark(place.found, place.at, {"message": sprintf("The encryption of `%s` has no algorithm that S3 knows%s.", [place.found.address, _written(place.algorithm)])})
}

# A key of KMS, and the permission that it asked for, is gone.
findings contains finding if {
	some place in _rules
	_is_known(place.algorithm)
	not startswith(place.algorithm, "aws:kms")
	_had_key(place.found)
	finding := tf.remark(place.found, place.at, {"message": sprintf("`%s` no longer encrypts with a key of KMS (now `%s`): who may read the bucket needs no permission on a key any more.", [place.found.address, place.algorithm])})
}

findings contains finding if {
	some found in tf.buckets_without(tf.bucket_encryption)
	tf.bucket_had(tf.bucket_encryption, found)
	finding := tf.remark(found, found.path, {"message": sprintf("The encryption of `%s` is gone: S3's own key remains, which every reader of the bucket may use.", [found.address])})
}

# Every rule, in buckets and beside them: its algorithm, null where none is written.
_rules := array.concat(
	[_rule(found, rule, ["server_side_encryption_configuration", 0, "rule", index]) |
		some found in tf.resources(input, ["aws_s3_bucket"])
		some index, rule in found.block.server_side_encryption_configuration[0].rule
	],
	[_rule(found, rule, ["rule", index]) |
		some found in tf.resources(input, ["aws_s3_bucket_server_side_encryption_configuration"])
		some index, rule in found.block.rule
	],
)

_rule(found, rule, path) := {
	"found": found,
	"algorithm": object.get(rule, ["apply_server_side_encryption_by_default", 0, "sse_algorithm"], null),
	"at": array.concat(array.concat(found.path, path), ["apply_server_side_encryption_by_default", 0, "sse_algorithm"]),
}

_is_known(algorithm) if algorithm in {"AES256", "aws:kms", "aws:kms:dsse", "aws:fsx"}

_is_known(algorithm) if tf.is_unknown(algorithm)

_written(algorithm) := "" if algorithm == null

_written(algorithm) := sprintf(" (%s)", [tf.value_text(algorithm)]) if algorithm != null

_had_key(found) if startswith(tf.same_block(found).rule[_].apply_server_side_encryption_by_default[0].sse_algorithm, "aws:kms")

_had_key(found) if startswith(tf.same_block(found).server_side_encryption_configuration[0].rule[_].apply_server_side_encryption_by_default[0].sse_algorithm, "aws:kms")
