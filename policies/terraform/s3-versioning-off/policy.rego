# METADATA
# title: A bucket no longer keeps what is deleted
# description: >-
#   What is overwritten or deleted in the bucket is gone, by a slip of a program, too.
# custom:
#   id: s3-versioning-off
#   category: terraform/s3-no-versioning
#   severity: medium
#   confidence: high
#   persona: essential
#   scope: workspace
#   platforms: [terraform]
#   remedy: Keep versioning enabled, and let a lifecycle rule end old versions.
# related_resources:
#   - ref: https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html
#   - ref: https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-14
# schemas:
#   - input: schema.terraform_workspace
package groundwire.terraform.s3_versioning_off

import data.groundwire.lib.terraform as tf

# Turned off.
findings contains finding if {
	some weak in tf.weak_settings(input, _switches)
	weak.explicit
	finding := tf.remark(weak.found, weak.at, {
		"message": sprintf("`%s` keeps no old versions (%s)%s: what is overwritten or deleted there is gone.", [weak.found.address, tf.answer_text(weak), tf.former_text(weak)]),
		"severity": _severity(weak),
	})
}

# Taken away.
findings contains finding if {
	some found in tf.buckets_without(tf.bucket_versioning)
	tf.bucket_had(tf.bucket_versioning, found)
	finding := tf.remark(found, found.path, {
		"message": sprintf("The versioning of `%s` is gone: what is overwritten or deleted there cannot be brought back.", [found.address]),
		"severity": "high",
	})
}

_severity(weak) := "high" if weak.lost

_severity(weak) := "medium" if not weak.lost

_switches := {
	"aws_s3_bucket": [tf.kept_on(["versioning", "enabled"])],
	"aws_s3_bucket_versioning": [{"path": ["versioning_configuration", "status"], "weak": {"suspended", "disabled"}}],
	"terraform-aws-modules/s3-bucket": [tf.kept_on(["versioning", "enabled"]), tf.kept_on(["versioning", "status"])],
	"cloudposse/s3-bucket": [tf.kept_on(["versioning_enabled"])],
}
