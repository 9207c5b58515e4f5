# METADATA
# title: Nobody records who reads a bucket
# description: >-
#   When data turn up where they should not, nobody can say who read them, or whether anybody did.
# custom:
#   id: cfn-s3-no-logging
#   category: cloudformation/s3-no-logging
#   severity: low
#   confidence: high
#   persona: strict
#   scope: document
#   platforms: [cloudformation]
#   remedy: Send access logs to a bucket for logs, or turn data events on in CloudTrail.
# related_resources:
#   - ref: https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerLogs.html
# schemas:
#   - input: schema.cloudformation
package groundwire.cloudformation.cfn_s3_no_logging

import data.groundwire.lib.cloudformation as cfn

findings contains finding if {
	some found in cfn.resources(input, ["AWS::S3::Bucket"])
	cfn.lacks(found, ["LoggingConfiguration"])
	not found.id in cfn.log_buckets
	not cfn.value_at(found, ["AccessControl"]) == "LogDeliveryWrite"
	not _was_logged(found)
	finding := cfn.remark(found, ["LoggingConfiguration"], {"message": sprintf("`%s` records nobody who reads or writes it: after a leak nobody can say what was taken.", [found.id])})
}

# That it is taken away is told by cfn-s3-logging-removed.
_was_logged(found) if {
	former := cfn.former(found)
	not former.properties.LoggingConfiguration in {null, {}}
	former.properties.LoggingConfiguration
}
