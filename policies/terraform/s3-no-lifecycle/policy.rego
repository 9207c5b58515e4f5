# METADATA
# title: A bucket only grows
# description: >-
#   Nothing in it is ever ended or moved to cheaper storage: old versions, broken uploads and logs are paid for ever.
# custom:
#   id: s3-no-lifecycle
#   category: terraform/s3-no-lifecycle
#   severity: low
#   confidence: medium
#   persona: strict
#   scope: workspace
#   platforms: [terraform]
#   remedy: Add a lifecycle configuration that ends what nobody needs.
# related_resources:
#   - ref: https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lifecycle-mgmt.html
#   - ref: https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-13
# schemas:
#   - input: schema.terraform_workspace
package groundwire.terraform.s3_no_lifecycle

import data.groundwire.lib.terraform as tf

findings contains finding if {
	some found in tf.buckets_without(tf.bucket_lifecycle)
	not tf.bucket_had(tf.bucket_lifecycle, found)
	finding := tf.remark(found, found.path, {"message": sprintf("Nothing ever ends in `%s`: what is put there is stored and paid for ever.", [found.address])})
}
