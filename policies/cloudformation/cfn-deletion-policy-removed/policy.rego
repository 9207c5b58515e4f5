# METADATA
# title: A stack deletes data that it kept until now
# description: >-
#   Without DeletionPolicy or UpdateReplacePolicy CloudFormation deletes the resource with the stack, or when an update
#   replaces it, and what was in it is gone.
# custom:
#   id: cfn-deletion-policy-removed
#   category: cloudformation/no-deletion-protection
#   severity: high
#   confidence: high
#   persona: essential
#   scope: document
#   platforms: [cloudformation]
#   remedy: Keep DeletionPolicy and UpdateReplacePolicy at Retain or Snapshot.
# related_resources:
#   - ref: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html
#   - ref: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-updatereplacepolicy.html
# schemas:
#   - input: schema.cloudformation
package groundwire.cloudformation.cfn_deletion_policy_removed

import data.groundwire.lib.cloudformation as cfn

findings contains finding if {
	some found in cfn.all_resources(input)
	some policy in ["DeletionPolicy", "UpdateReplacePolicy"]
	old := object.get(cfn.former(found).resource, policy, null)
	_rank[old] > _rank[_effective(found, policy)]
	finding := {
		"at": ["Resources", found.id, policy],
		"subject": sprintf("%s/%s", [found.id, policy]),
		"message": sprintf("`%s` of `%s` was `%s` and is %s: %s.", [policy, found.id, old, _text(found, policy), _effect[policy]]),
		"severity": _severity(found),
	}
}

_rank := {"Delete": 0, "Snapshot": 1, "Retain": 2, "RetainExceptOnCreate": 2}

_effective(found, policy) := object.get(found.resource, policy, _usual(found, policy))

# Databases of RDS leave a snapshot, clusters always, an instance unless it is part of one.
_usual(found, "DeletionPolicy") := "Snapshot" if found.type == "AWS::RDS::DBCluster"

_usual(found, "DeletionPolicy") := "Snapshot" if {
	found.type == "AWS::RDS::DBInstance"
	cfn.lacks(found, ["DBClusterIdentifier"])
}

_usual(found, "DeletionPolicy") := "Delete" if {
	found.type != "AWS::RDS::DBCluster"
	not _is_lone_database(found)
}

_usual(_, "UpdateReplacePolicy") := "Delete"

_is_lone_database(found) if {
	found.type == "AWS::RDS::DBInstance"
	cfn.lacks(found, ["DBClusterIdentifier"])
}

_text(found, policy) := sprintf("`%s`", [found.resource[policy]])

_text(found, policy) := "gone" if not found.resource[policy]

_effect := {
	"DeletionPolicy": "whoever deletes the stack, or takes the resource out of it, deletes it with all that it holds",
	"UpdateReplacePolicy": "an update that replaces it deletes the old one with all that it holds",
}

# Data weighs more than what can be made anew.
_severity(found) := "high" if {
	found.type in _stores
} else := "medium"

_stores := {
	"AWS::S3::Bucket", "AWS::DynamoDB::Table", "AWS::DynamoDB::GlobalTable", "AWS::RDS::DBInstance", "AWS::RDS::DBCluster", "AWS::DocDB::DBCluster",
	"AWS::Neptune::DBCluster", "AWS::Redshift::Cluster", "AWS::ElastiCache::ReplicationGroup", "AWS::EC2::Volume", "AWS::EFS::FileSystem",
	"AWS::OpenSearchService::Domain", "AWS::Elasticsearch::Domain", "AWS::KMS::Key", "AWS::Cognito::UserPool", "AWS::SecretsManager::Secret",
	"AWS::QLDB::Ledger", "AWS::FSx::FileSystem", "AWS::Logs::LogGroup", "AWS::Kinesis::Stream", "AWS::ECR::Repository", "AWS::Backup::BackupVault",
}
