package groundwire.cloudformation.cfn_no_deletion_policy_test

import data.groundwire.cloudformation.cfn_no_deletion_policy as rule

_template(resource) := {"Resources": {"Items": object.union({"Type": "AWS::DynamoDB::Table", "Properties": {}}, resource)}}

test_deleted_with_the_stack if {
	[finding] := [f | some f in rule.findings] with input as _template({})
	finding.at == ["Resources", "Items", "DeletionPolicy"]
	count(rule.findings) == 1 with input as _template({"DeletionPolicy": "Delete"})
}

test_kept if {
	count(rule.findings) == 0 with input as _template({"DeletionPolicy": "Retain"})
	count(rule.findings) == 0 with input as {"Resources": {"Files": {"Type": "AWS::S3::Bucket", "Properties": {}}}}
}

test_a_policy_that_went_is_told_by_another_rule if {
	count(rule.findings) == 0 with input as _template({}) with data.groundwire.before as _template({"DeletionPolicy": "Retain"})
}
