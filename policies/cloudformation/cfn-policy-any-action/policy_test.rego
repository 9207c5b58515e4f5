package groundwire.cloudformation.cfn_policy_any_action_test

import data.groundwire.cloudformation.cfn_policy_any_action as rule

_template(type, action) := {"Resources": {"Access": {"Type": type, "Properties": {"PolicyDocument": {"Statement": [{"Effect": "Allow", "Principal": {"AWS": "111122223333"}, "Action": action}]}}}}}

test_every_action if {
	count(rule.findings) == 1 with input as _template("AWS::SQS::QueuePolicy", "*")
	count(rule.findings) == 1 with input as _template("AWS::SNS::TopicPolicy", ["SNS:*"])
}

test_some_actions if {
	count(rule.findings) == 0 with input as _template("AWS::SQS::QueuePolicy", "sqs:SendMessage")
	count(rule.findings) == 0 with input as {"Resources": {"Key": {"Type": "AWS::KMS::Key", "Properties": {"KeyPolicy": {"Statement": [{"Effect": "Allow", "Action": "kms:*"}]}}}}}
}
