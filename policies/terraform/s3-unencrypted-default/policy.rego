# METADATA
# title: Nobody says how a bucket is encrypted
# description: >-
#   S3 encrypts every object with a key of its own since 2023: whoever may read the bucket reads them, and no key can be
#   taken away. A key in KMS has a policy and a log of its own.
# custom:
#   id: s3-unencrypted-default
#   category: terraform/s3-unencrypted
#   severity: low
#   confidence: medium
#   persona: strict
#   scope: workspace
#   platforms: [terraform]
#   remedy: Name the encryption, best with a key of KMS, in aws_s3_bucket_server_side_encryption_configuration.
# related_resources:
#   - ref: https://docs.aws.amazon.com/AmazonS3/latest/userguide/default-bucket-encryption.html
#   - ref: https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-17
# schemas:
#   - input: schema.terraform_workspace
package groundwire.terraform.s3_unencrypted_default

import data.groundwire.lib.terraform as tf

findings contains finding if {
	some found in tf.buckets_without(tf.bucket_encryption)
	not tf.bucket_had(tf.bucket_encryption, found)
	finding := tf.remark(found, found.path, {"message": sprintf("`%s` leaves its encryption to S3's own key: whoever may read the bucket may read what is in it, and no use of a key is recorded.", [found.address])})
}
