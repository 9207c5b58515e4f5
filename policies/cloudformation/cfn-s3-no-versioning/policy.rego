# METADATA
# title: A bucket keeps no versions
# description: >-
#   What is overwritten or deleted, by a bug, a script or somebody with stolen credentials, is gone.
# custom:
#   id: cfn-s3-no-versioning
#   category: cloudformation/s3-no-versioning
#   severity: low
#   confidence: high
#   persona: strict
#   scope: document
#   platforms: [cloudformation]
#   remedy: Turn versioning on, with a lifecycle rule that ends old versions.
# related_resources:
#   - ref: https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html
# schemas:
#   - input: schema.cloudformation
package groundwire.cloudformation.cfn_s3_no_versioning

import data.groundwire.lib.cloudformation as cfn

findings contains finding if {
	some found in cfn.resources(input, ["AWS::S3::Bucket"])
	cfn.lacks_versions(found)
	not _had_versions(found)
	finding := cfn.remark(found, ["VersioningConfiguration", "Status"], {"message": sprintf("`%s` keeps no versions: what is overwritten or deleted in it is gone.", [found.id])})
}

_had_versions(found) if cfn.value_at(cfn.former(found), ["VersioningConfiguration", "Status"]) == "Enabled"
