package groundwire.cloudformation.cfn_iam_widened_test

import data.groundwire.cloudformation.cfn_iam_widened as rule

_policy(statements) := {"Resources": {"Access": {"Type": "AWS::IAM::Policy", "Properties": {"PolicyDocument": {"Statement": statements}}}}}

_allow(action, resource) := {"Effect": "Allow", "Action": action, "Resource": resource}

_before := _policy([_allow(["s3:GetObject", "s3:List*"], "arn:aws:s3:::logs/*")])

test_one_action_more if {
	[finding] := [f | some f in rule.findings] with input as _policy([_allow(["s3:GetObject", "s3:PutObject"], "arn:aws:s3:::logs/*")])
		with data.groundwire.before as _before
	finding.at == ["Resources", "Access", "Properties", "PolicyDocument", "Statement", 0, "Action", 1]
	finding.message == "`Access` may now also call `s3:PutObject` on `arn:aws:s3:::logs/*`; before: `s3:GetObject` and `s3:List*`."
	finding.severity == "medium"
}

test_another_resource if {
	[finding] := [f | some f in rule.findings] with input as _policy(_allow("s3:GetObject", {"$unknown": "${Files.Arn}/*"})) with data.groundwire.before as _before
	contains(finding.message, "about which it said nothing before")
	finding.severity == "low"
}

test_no_more_than_before if {
	count(rule.findings) == 0 with input as _before with data.groundwire.before as _before
	count(rule.findings) == 0 with input as _policy([_allow("s3:ListBucket", "arn:aws:s3:::logs/a")]) with data.groundwire.before as _before
	count(rule.findings) == 0 with input as _policy([_allow(["*", "s3:*"], "*")]) with data.groundwire.before as _before
}

test_a_new_policy if {
	count(rule.findings) == 0 with input as _before
	count(rule.findings) == 0 with input as _before with data.groundwire.before as {"Resources": {}}
}

_with(statements, wildcards) := object.union(_policy(statements), {"iam_wildcards": wildcards})

test_a_wildcard_says_what_it_brings if {
	reads := {"known": true, "permissions": 0, "changes": 0, "actions": ["s3:GetBucketTagging", "s3:GetObject", "s3:GetObjectAcl", "s3:GetObjectTagging", "s3:GetObjectTorrent"]}
	now := _with([_allow("s3:Get*", "arn:aws:s3:::logs/*")], {"s3:get*": reads})
	[finding] := [f | some f in rule.findings] with input as now with data.groundwire.before as _before
	contains(finding.message, "; new with `s3:Get*` is `s3:GetBucketTagging`, `s3:GetObjectAcl`, `s3:GetObjectTagging` and 1 more; before: ")
	finding.severity == "low"
	count(rule.findings) == 0 with input as _with([_allow("s3:Get*", "arn:aws:s3:::logs/*")], {"s3:get*": object.union(reads, {"actions": ["s3:GetObject"]})}) with data.groundwire.before as _before
}

test_a_service_nobody_knows if {
	now := _with([_allow("warp:Engage*", "*")], {"warp:engage*": {"known": false, "permissions": 0, "changes": 0, "actions": []}})
	[finding] := [f | some f in rule.findings] with input as now with data.groundwire.before as _before
	contains(finding.message, "AWS's list of actions does not hold the service")
	finding.severity == "medium"
}

test_rights_are_another_rule if {
	count(rule.findings) == 0 with input as _policy([_allow("s3:PutBucketPolicy", "*")]) with data.groundwire.before as _before
}
