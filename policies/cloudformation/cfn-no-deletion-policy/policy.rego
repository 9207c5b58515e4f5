# METADATA
# title: A stack deletes data with itself
# description: >-
#   Without DeletionPolicy CloudFormation deletes the resource with the stack, and when its logical id is renamed; what was
#   in it is gone.
# custom:
#   id: cfn-no-deletion-policy
#   category: cloudformation/no-deletion-protection
#   severity: low
#   confidence: medium
#   persona: strict
#   scope: document
#   platforms: [cloudformation]
#   remedy: Add DeletionPolicy and UpdateReplacePolicy with Retain or Snapshot.
# related_resources:
#   - ref: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html
# schemas:
#   - input: schema.cloudformation
package groundwire.cloudformation.cfn_no_deletion_policy

import data.groundwire.lib.cloudformation as cfn

findings contains finding if {
	some found in cfn.resources(input, object.keys(_holds))
	object.get(found.resource, "DeletionPolicy", "Delete") == "Delete"
	not _was_kept(found)
	finding := {
		"at": ["Resources", found.id, "DeletionPolicy"],
		"subject": found.id,
		"message": sprintf("`%s` goes with its stack, or when it is renamed there, and takes %s with it: it has no `DeletionPolicy` that keeps it.", [found.id, _holds[found.type]]),
	}
}

_holds := {
	"AWS::DynamoDB::Table": "its items",
	"AWS::EFS::FileSystem": "its files",
	"AWS::DocDB::DBCluster": "its documents",
	"AWS::Neptune::DBCluster": "its graph",
	"AWS::Redshift::Cluster": "its tables",
	"AWS::KMS::Key": "the only way to read what it encrypts",
	"AWS::Cognito::UserPool": "its users",
}

_was_kept(found) if cfn.former(found).resource.DeletionPolicy in {"Retain", "Snapshot", "RetainExceptOnCreate"}
