package groundwire.cloudformation.cfn_iam_trust_account_test

import data.groundwire.cloudformation.cfn_iam_trust_account as rule

_role(statement) := {"Resources": {"Job": {"Type": "AWS::IAM::Role", "Properties": {"AssumeRolePolicyDocument": {"Statement": [object.union({"Effect": "Allow", "Action": "sts:AssumeRole"}, statement)]}}}}}

test_an_account if {
	count(rule.findings) == 1 with input as _role({"Principal": {"AWS": "arn:aws:iam::111122223333:root"}})
	count(rule.findings) == 1 with input as _role({"Principal": {"AWS": ["111122223333"]}})
}

test_a_role_or_a_condition if {
	count(rule.findings) == 0 with input as _role({"Principal": {"AWS": "arn:aws:iam::111122223333:role/deploy"}})
	count(rule.findings) == 0 with input as _role({"Principal": {"AWS": {"$unknown": "arn:aws:iam::${AWS::AccountId}:root"}}})
	count(rule.findings) == 0 with input as _role({"Principal": {"AWS": "111122223333"}, "Condition": {"StringEquals": {"sts:ExternalId": "x"}}})
}
