package groundwire.cloudformation.cfn_deletion_policy_removed_test

import data.groundwire.cloudformation.cfn_deletion_policy_removed as rule

_template(resource) := {"Resources": {"Files": object.union({"Properties": {}}, resource)}}

_bucket := {"Type": "AWS::S3::Bucket"}

_kept := object.union(_bucket, {"DeletionPolicy": "Retain", "UpdateReplacePolicy": "Retain"})

test_gone if {
	found := rule.findings with input as _template(_bucket) with data.groundwire.before as _template(_kept)
	{f.subject | some f in found} == {"Files/DeletionPolicy", "Files/UpdateReplacePolicy"}
	{f.severity | some f in found} == {"high"}
}

test_weaker if {
	weaker := {"Type": "AWS::EC2::Volume", "DeletionPolicy": "Snapshot"}
	before := {"Type": "AWS::EC2::Volume", "DeletionPolicy": "Retain"}
	count(rule.findings) == 1 with input as _template(weaker) with data.groundwire.before as _template(before)
	count(rule.findings) == 0 with input as _template(before) with data.groundwire.before as _template(weaker)
}

test_a_database_leaves_a_snapshot if {
	before := {"Type": "AWS::RDS::DBInstance", "DeletionPolicy": "Snapshot"}
	count(rule.findings) == 0 with input as _template({"Type": "AWS::RDS::DBInstance"}) with data.groundwire.before as _template(before)
	count(rule.findings) == 0 with input as _template({"Type": "AWS::RDS::DBCluster"}) with data.groundwire.before as _template(object.union(before, {"Type": "AWS::RDS::DBCluster"}))
	member := {"Type": "AWS::RDS::DBInstance", "Properties": {"DBClusterIdentifier": "orders"}}
	count(rule.findings) == 1 with input as _template(member) with data.groundwire.before as _template(object.union(before, member))
}

test_what_is_no_store_weighs_less if {
	[finding] := [f | some f in rule.findings] with input as _template({"Type": "AWS::EC2::EIP", "DeletionPolicy": "Delete"})
		with data.groundwire.before as _template({"Type": "AWS::EC2::EIP", "DeletionPolicy": "Retain"})
	finding.severity == "medium"
	contains(finding.message, "is `Delete`")
}

test_never_kept if {
	count(rule.findings) == 0 with input as _template(_bucket)
	count(rule.findings) == 0 with input as _template(_bucket) with data.groundwire.before as _template(_bucket)
}
