package groundwire.cloudformation.cfn_iam_trust_test

import data.groundwire.cloudformation.cfn_iam_trust as rule

_role(statement) := {"Resources": {"Job": {"Type": "AWS::IAM::Role", "Properties": {"AssumeRolePolicyDocument": {"Statement": [object.union({"Effect": "Allow", "Action": "sts:AssumeRole"}, statement)]}}}}}

test_everybody if {
	[finding] := [f | some f in rule.findings] with input as _role({"Principal": {"AWS": ["arn:aws:iam::111122223333:root", "*"]}})
	finding.at == ["Resources", "Job", "Properties", "AssumeRolePolicyDocument", "Statement", 0, "Principal"]
	count(rule.findings) == 1 with input as _role({"Principal": "*"})
	text := json.marshal({"Statement": [{"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "sts:AssumeRole"}]})
	count(rule.findings) == 1 with input as {"Resources": {"Job": {"Type": "AWS::IAM::Role", "Properties": {"AssumeRolePolicyDocument": text}}}}
}

test_some if {
	count(rule.findings) == 0 with input as _role({"Principal": {"Service": "ec2.amazonaws.com"}})
	count(rule.findings) == 0 with input as _role({"Principal": {"AWS": {"$unknown": "arn:${AWS::Partition}:iam::${Account}:root"}}})
	count(rule.findings) == 0 with input as _role({"Effect": "Deny", "Principal": "*"})
	count(rule.findings) == 0 with input as _role({"Principal": "*", "Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-1"}}})
}

test_all_but_some if {
	count(rule.findings) == 1 with input as _role({"NotPrincipal": {"AWS": "arn:aws:iam::111122223333:root"}})
}

test_every_action if {
	count(rule.findings) == 1 with input as _role({"Principal": {"Service": "ec2.amazonaws.com"}, "Action": "*"})
	count(rule.findings) == 1 with input as _role({"Principal": {"Service": "ec2.amazonaws.com"}, "Action": ["sts:*"]})
}

_workflow(condition) := _role({"Action": "sts:AssumeRoleWithWebIdentity", "Principal": {"Federated": "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com"}, "Condition": condition})

test_workflows if {
	count(rule.findings) == 1 with input as _workflow({"StringEquals": {"token.actions.githubusercontent.com:aud": "sts.amazonaws.com"}})
	count(rule.findings) == 1 with input as _workflow({"StringLike": {"token.actions.githubusercontent.com:sub": "repo:*"}})
	count(rule.findings) == 0 with input as _workflow({"StringLike": {"token.actions.githubusercontent.com:sub": "repo:shop/web:*"}})
	count(rule.findings) == 0 with input as _workflow({"StringLike": {"$unknown": "${Conditions}"}})
	count(rule.findings) == 0 with input as _workflow({"$unknown": "${Conditions}"})
}
