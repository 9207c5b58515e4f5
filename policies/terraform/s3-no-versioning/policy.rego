# METADATA
# title: A bucket keeps no old versions
# description: >-
#   What is overwritten or deleted in the bucket is gone, by a slip of a program, too.
# custom:
#   id: s3-no-versioning
#   category: terraform/s3-no-versioning
#   severity: low
#   confidence: medium
#   persona: strict
#   scope: workspace
#   platforms: [terraform]
#   remedy: Enable versioning, and let a lifecycle rule end old versions.
# related_resources:
#   - ref: https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html
#   - ref: https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-14
# schemas:
#   - input: schema.terraform_workspace
package groundwire.terraform.s3_no_versioning

import data.groundwire.lib.terraform as tf

findings contains finding if {
	some found in tf.buckets_without(tf.bucket_versioning)
	not tf.bucket_had(tf.bucket_versioning, found)
	finding := tf.remark(found, found.path, {"message": sprintf("`%s` keeps no old versions: what is overwritten or deleted there is gone.", [found.address])})
}
