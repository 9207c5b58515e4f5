# METADATA
# title: The encryption of a bucket is taken away
# description: >-
#   New objects are no longer encrypted with the key that was chosen. Whoever may read the bucket reads them, and no key policy
#   or key log stands in between.
# custom:
#   id: cfn-s3-encryption-removed
#   category: cloudformation/s3-unencrypted
#   severity: high
#   confidence: high
#   persona: essential
#   scope: document
#   platforms: [cloudformation]
#   remedy: Keep BucketEncryption; to change the key, name the new one.
# related_resources:
#   - ref: https://docs.aws.amazon.com/AmazonS3/latest/userguide/default-bucket-encryption.html
# schemas:
#   - input: schema.cloudformation
package groundwire.cloudformation.cfn_s3_encryption_removed

import data.groundwire.lib.cloudformation as cfn

findings contains finding if {
	some found in cfn.resources(input, ["AWS::S3::Bucket"])
	cfn.lacks(found, ["BucketEncryption", "ServerSideEncryptionConfiguration"])
	was := cfn.value_at(cfn.former(found), ["BucketEncryption", "ServerSideEncryptionConfiguration"])
	count(was) > 0
	finding := cfn.remark(found, ["BucketEncryption"], {
		"message": sprintf("`%s` names its encryption no more%s: new objects get a key of S3's own, with which whoever may read the bucket reads everything.", [found.id, _algorithm(was)]),
		"severity": _severity(was),
	})
}

_algorithm(was) := sprintf("; until now it was `%s`", [text]) if {
	is_array(was)
	text := was[0].ServerSideEncryptionByDefault.SSEAlgorithm
	is_string(text)
} else := ""

# S3's own key is what it falls back to.
_severity(was) := "low" if _algorithm(was) == "; until now it was `AES256`"

_severity(was) := "high" if _algorithm(was) != "; until now it was `AES256`"
