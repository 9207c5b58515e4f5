package groundwire.terraform.iam_service_wildcard_test

import data.groundwire.lib.terraform_test as modules
import data.groundwire.terraform.iam_service_wildcard as rule

_messages(module) := messages if {
	messages := {f.message | some f in rule.findings} with input as module
}

test_a_service_on_named_resources if {
	module := modules.policy([modules.allow("s3:*", ["arn:aws:s3:::logs", "arn:aws:s3:::logs/*"])])
	_messages(module) == {"`aws_iam_policy.deployer` may do everything with `s3:*` on 2 resources: deleting it and changing its policy included."}
}

test_a_reference_is_a_named_resource if {
	module := modules.policy([modules.allow(["sqs:*", "sqs:SendMessage"], {"$unknown": "aws_sqs_queue.jobs.arn"})])
	_messages(module) == {"`aws_iam_policy.deployer` may do everything with `sqs:*` on `aws_sqs_queue.jobs.arn`: deleting the queue and changing its policy included."}
}

test_a_service_that_does_little_harm if {
	_messages(modules.policy([modules.allow("logs:*", "*")])) == {"`aws_iam_policy.deployer` may do everything with `logs:*` on `*`: deleting logs included."}
}

test_worse_is_told_elsewhere if {
	_messages(modules.policy([modules.allow(["s3:*"], "*")])) == set()
	_messages(modules.policy([modules.allow(["*"], "*")])) == set()
	_messages(modules.policy([modules.allow(["s3:Get*"], "arn:aws:s3:::logs/*")])) == set()
}

test_a_widened_statement if {
	before := modules.policy([modules.allow("sqs:SendMessage", {"$unknown": "aws_sqs_queue.jobs.arn"})])
	now := modules.policy([modules.allow("sqs:*", {"$unknown": "aws_sqs_queue.jobs.arn"})])
	[finding] := [f | some f in rule.findings] with input as now with data.groundwire.before as before
	endswith(finding.message, "included; before: `sqs:SendMessage` on `aws_sqs_queue.jobs.arn`.")
}

test_principals_that_may_do_everything if {
	statement := {"principals": [{"type": "AWS", "identifiers": ["123456789012"]}], "actions": ["*"], "resources": ["*"]}
	module := modules.module({"data": {"aws_iam_policy_document": {"queue": [{"statement": [statement]}]}}})
	_messages(module) == {"`data.aws_iam_policy_document.queue` lets its principals do everything with the resource, changing its policy included."}
}
