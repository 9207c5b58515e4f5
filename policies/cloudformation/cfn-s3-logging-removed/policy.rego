# METADATA
# title: The access log of a bucket is turned off
# description: >-
#   From now on nobody can say who read or wrote what. Whoever steals data would begin with that, and an inquiry has nothing to
#   go by.
# custom:
#   id: cfn-s3-logging-removed
#   category: cloudformation/s3-no-logging
#   severity: medium
#   confidence: high
#   persona: essential
#   scope: document
#   platforms: [cloudformation]
#   remedy: Keep LoggingConfiguration, or turn data events on in CloudTrail first.
# related_resources:
#   - ref: https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerLogs.html
# schemas:
#   - input: schema.cloudformation
package groundwire.cloudformation.cfn_s3_logging_removed

import data.groundwire.lib.cloudformation as cfn

findings contains finding if {
	some found in cfn.resources(input, ["AWS::S3::Bucket"])
	cfn.lacks(found, ["LoggingConfiguration"])
	was := cfn.former(found).properties.LoggingConfiguration
	count(was) > 0
	finding := cfn.remark(found, ["LoggingConfiguration"], {"message": sprintf("`%s` recorded until now who reads and writes it%s; from now on nobody can say what was taken after a leak.", [found.id, _target(was)])})
}

_target(was) := sprintf(" (to `%s`)", [text]) if {
	text := cfn.text_of(was.DestinationBucketName)
} else := ""
