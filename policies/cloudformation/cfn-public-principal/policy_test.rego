package groundwire.cloudformation.cfn_public_principal_test

import data.groundwire.cloudformation.cfn_public_principal as rule

_queue(statement) := {"Resources": {"Access": {"Type": "AWS::SQS::QueuePolicy", "Properties": {"PolicyDocument": {"Statement": [object.union({"Effect": "Allow", "Action": "sqs:SendMessage"}, statement)]}}}}}

test_everybody if {
	[finding] := [f | some f in rule.findings] with input as _queue({"Principal": "*"})
	finding.at == ["Resources", "Access", "Properties", "PolicyDocument", "Statement", 0, "Principal"]
	finding.severity == "high"
	count(rule.findings) == 1 with input as _queue({"Principal": {"AWS": "*"}, "Condition": {"Bool": {"aws:SecureTransport": "true"}}})
	count(rule.findings) == 1 with input as _queue({"Principal": "arn:aws:iam::*"})
	count(rule.findings) == 1 with input as _queue({"NotPrincipal": {"AWS": "111122223333"}})
}

test_somebody if {
	count(rule.findings) == 0 with input as _queue({"Principal": {"Service": "sns.amazonaws.com"}})
	count(rule.findings) == 0 with input as _queue({"Principal": "*", "Condition": {"ArnEquals": {"aws:SourceArn": "arn:aws:sns:eu-west-1:1:a"}}})
	count(rule.findings) == 0 with input as _queue({"Principal": "*", "Effect": "Deny"})
	count(rule.findings) == 0 with input as _queue({"Principal": {"AWS": {"$unknown": "arn:aws:iam::${AWS::AccountId}:root"}}})
}

test_opened if {
	[finding] := [f | some f in rule.findings] with input as _queue({"Principal": "*"}) with data.groundwire.before as _queue({"Principal": {"AWS": "111122223333"}})
	contains(finding.message, "until now")
	[same] := [f | some f in rule.findings] with input as _queue({"Principal": "*"}) with data.groundwire.before as _queue({"Principal": "*"})
	not contains(same.message, "until now")
}

_bucket(properties, action) := {"Resources": {
	"Files": {"Type": "AWS::S3::Bucket", "Properties": properties},
	"Access": {"Type": "AWS::S3::BucketPolicy", "Properties": {"Bucket": {"$unknown": "${Files}"}, "PolicyDocument": {"Statement": {"Effect": "Allow", "Principal": "*", "Action": action}}}},
}}

test_buckets if {
	[finding] := [f | some f in rule.findings] with input as _bucket({}, "s3:GetObject")
	finding.severity == "medium"
	[write] := [f | some f in rule.findings] with input as _bucket({}, ["s3:PutObject"])
	write.severity == "high"
	count(rule.findings) == 0 with input as _bucket({"PublicAccessBlockConfiguration": {"BlockPublicPolicy": true}}, "s3:GetObject")
}

_domain(properties) := {"Resources": {"Search": {"Type": "AWS::OpenSearchService::Domain", "Properties": object.union({"AccessPolicies": {"Statement": [{"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "es:*"}]}}, properties)}}}

test_inside_a_network if {
	count(rule.findings) == 1 with input as _domain({})
	count(rule.findings) == 0 with input as _domain({"VPCOptions": {"SubnetIds": ["subnet-1"]}})
}

test_permissions if {
	count(rule.findings) == 1 with input as {"Resources": {"Call": {"Type": "AWS::Lambda::Permission", "Properties": {"Principal": "*"}}}}
	count(rule.findings) == 0 with input as {"Resources": {"Call": {"Type": "AWS::Lambda::Permission", "Properties": {"Principal": "*", "PrincipalOrgID": "o-1"}}}}
}
