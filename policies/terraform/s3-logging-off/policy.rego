# METADATA
# title: A bucket's access log is gone
# description: >-
#   After a leak the first question is what was read, and by whom. Without access logs there is no answer.
# custom:
#   id: s3-logging-off
#   category: terraform/s3-no-logging
#   severity: medium
#   confidence: high
#   persona: recommended
#   scope: workspace
#   platforms: [terraform]
#   remedy: Keep the access log, or record data events with CloudTrail.
# related_resources:
#   - ref: https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerLogs.html
# schemas:
#   - input: schema.terraform_workspace
package groundwire.terraform.s3_logging_off

import data.groundwire.lib.terraform as tf

findings contains finding if {
	some found in tf.buckets_without(tf.bucket_logging)
	tf.bucket_had(tf.bucket_logging, found)
	finding := tf.remark(found, found.path, {"message": sprintf("The access log of `%s` is gone: from now on nobody can tell what was read there.", [found.address])})
}
