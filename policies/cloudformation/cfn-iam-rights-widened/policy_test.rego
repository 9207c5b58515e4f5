package groundwire.cloudformation.cfn_iam_rights_widened_test

import data.groundwire.cloudformation.cfn_iam_rights_widened as rule

_policy(statements) := {"Resources": {"Access": {"Type": "AWS::IAM::Policy", "Properties": {"PolicyDocument": {"Statement": statements}}}}}

_allow(action, resource) := {"Effect": "Allow", "Action": action, "Resource": resource}

_before := _policy([_allow("s3:GetObject", "*")])

_found(now) := found if {
	found := [f | some f in rule.findings] with input as now with data.groundwire.before as _before
}

test_an_action_that_grants if {
	[finding] := _found(_policy([_allow(["s3:GetObject", "s3:PutBucketPolicy"], "*")]))
	finding.at == ["Resources", "Access", "Properties", "PolicyDocument", "Statement", 0, "Action", 1]
	finding.message == "`Access` may now also call `s3:PutBucketPolicy` on `*`; before: `s3:GetObject`."
	finding.severity == "high"
	[named] := _found(_policy([_allow("iam:PassRole", "arn:aws:iam::123456789012:role/app")]))
	named.severity == "medium"
}

test_a_wildcard_that_grants if {
	entry := {"known": true, "permissions": 1, "changes": 2, "actions": ["s3:PutBucketPolicy", "s3:PutObject"]}
	[finding] := _found(object.union(_policy([_allow(["s3:GetObject", "s3:Put*"], "*")]), {"iam_wildcards": {"s3:put*": entry}}))
	contains(finding.message, "; new with `s3:Put*` is `s3:PutBucketPolicy` and `s3:PutObject`; before: `s3:GetObject`.")
	count(_found(_policy([_allow("s3:*", "*")]))) == 1
}

test_no_more_than_before_and_what_grants_nothing if {
	count(_found(_before)) == 0
	count(_found(_policy([_allow(["s3:GetObject", "s3:PutObject"], "*")]))) == 0
	count(_found(_policy([_allow("*", "*")]))) == 0
	wide := _policy([_allow("s3:*", "*")])
	count(rule.findings) == 0 with input as _policy([_allow("s3:PutBucketPolicy", "*")]) with data.groundwire.before as wide
	count(rule.findings) == 0 with input as _policy([_allow("s3:PutBucketPolicy", "*")])
}
