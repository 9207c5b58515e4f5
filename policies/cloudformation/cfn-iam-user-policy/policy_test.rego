package groundwire.cloudformation.cfn_iam_user_policy_test

import data.groundwire.cloudformation.cfn_iam_user_policy as rule

_template(type, properties) := {"Resources": {"Someone": {"Type": type, "Properties": properties}}}

test_users if {
	[finding] := [f | some f in rule.findings] with input as _template("AWS::IAM::User", {"Policies": [{"PolicyName": "p"}]})
	finding.at == ["Resources", "Someone", "Properties", "Policies"]
	count(rule.findings) == 1 with input as _template("AWS::IAM::User", {"ManagedPolicyArns": ["arn:aws:iam::aws:policy/ReadOnlyAccess"]})
	[named] := [f | some f in rule.findings] with input as _template("AWS::IAM::Policy", {"Users": ["ann", {"$unknown": "${Bob}"}]})
	contains(named.message, "`ann` and `${Bob}`")
	count(rule.findings) == 1 with input as _template("AWS::IAM::UserPolicy", {"UserName": "ann"})
}

test_groups_and_roles if {
	count(rule.findings) == 0 with input as _template("AWS::IAM::User", {"Groups": ["readers"]})
	count(rule.findings) == 0 with input as _template("AWS::IAM::Policy", {"Roles": ["job"], "Users": []})
}
