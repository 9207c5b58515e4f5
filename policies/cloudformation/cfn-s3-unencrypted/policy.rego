# METADATA
# title: A bucket names no encryption
# description: >-
#   S3 encrypts new objects with a key of its own, which every reader of the bucket may use. Without a setting of its own
#   nobody decides on the key, and what was uploaded before 2023 may lie in the clear.
# custom:
#   id: cfn-s3-unencrypted
#   category: cloudformation/s3-unencrypted
#   severity: low
#   confidence: high
#   persona: strict
#   scope: document
#   platforms: [cloudformation]
#   remedy: Set BucketEncryption, with a KMS key where the data ask for one.
# related_resources:
#   - ref: https://docs.aws.amazon.com/AmazonS3/latest/userguide/default-bucket-encryption.html
# schemas:
#   - input: schema.cloudformation
package groundwire.cloudformation.cfn_s3_unencrypted

import data.groundwire.lib.cloudformation as cfn

findings contains finding if {
	some found in cfn.resources(input, ["AWS::S3::Bucket"])
	cfn.lacks(found, ["BucketEncryption", "ServerSideEncryptionConfiguration"])
	not _was_set(found)
	finding := cfn.remark(found, ["BucketEncryption"], {"message": sprintf("`%s` names no encryption: S3 uses a key of its own, with which whoever may read the bucket reads everything.", [found.id])})
}

# That it is taken away is told by cfn-s3-encryption-removed.
_was_set(found) if count(cfn.value_at(cfn.former(found), ["BucketEncryption", "ServerSideEncryptionConfiguration"])) > 0
