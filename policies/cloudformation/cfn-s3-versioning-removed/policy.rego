# METADATA
# title: A bucket keeps no versions any more
# description: >-
#   From now on what is overwritten or deleted is gone; until now it could be brought back.
# custom:
#   id: cfn-s3-versioning-removed
#   category: cloudformation/s3-no-versioning
#   severity: high
#   confidence: high
#   persona: essential
#   scope: document
#   platforms: [cloudformation]
#   remedy: Turn versioning on, with a lifecycle rule that ends old versions.
# related_resources:
#   - ref: https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html
# schemas:
#   - input: schema.cloudformation
package groundwire.cloudformation.cfn_s3_versioning_removed

import data.groundwire.lib.cloudformation as cfn

findings contains finding if {
	some found in cfn.resources(input, ["AWS::S3::Bucket"])
	cfn.lacks_versions(found)
	cfn.value_at(cfn.former(found), ["VersioningConfiguration", "Status"]) == "Enabled"
	finding := cfn.remark(found, ["VersioningConfiguration", "Status"], {"message": sprintf("`%s` kept versions until now (`Enabled`): from now on what is overwritten or deleted in it is gone.", [found.id])})
}
