# METADATA
# title: Nobody can tell who read a bucket
# description: >-
#   After a leak the first question is what was read, and by whom. Without access logs there is no answer.
# custom:
#   id: s3-no-logging
#   category: terraform/s3-no-logging
#   severity: low
#   confidence: medium
#   persona: strict
#   scope: workspace
#   platforms: [terraform]
#   remedy: Log the accesses into another bucket, or record data events with CloudTrail.
# related_resources:
#   - ref: https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerLogs.html
#   - ref: https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-9
# schemas:
#   - input: schema.terraform_workspace
package groundwire.terraform.s3_no_logging

import data.groundwire.lib.terraform as tf

findings contains finding if {
	some found in tf.buckets_without(tf.bucket_logging)
	not tf.bucket_had(tf.bucket_logging, found)
	not found.address in tf.log_buckets
	finding := tf.remark(found, found.path, {"message": sprintf("`%s` keeps no access log: after a leak nobody can tell what was read.", [found.address])})
}
