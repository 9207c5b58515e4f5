package groundwire.terraform.queue_no_dlq_test

import data.groundwire.lib.terraform_test as modules
import data.groundwire.terraform.queue_no_dlq as rule

_found(module, before) := found if {
	found := [f | some f in rule.findings] with input as module with data.groundwire.before as before
}

test_no_dead_letters if {
	[finding] := _found(modules.resource("aws_sqs_queue", "jobs", {}), null)
	finding.at == ["resource", "aws_sqs_queue", "jobs", 0, "redrive_policy"]
	finding.confidence == "medium"
	[named] := _found(modules.resource("aws_sqs_queue", "jobs_dlq", {}), null)
	named.confidence == "low"
}

test_redriven if {
	policy := json.marshal({"deadLetterTargetArn": {"$unknown": "aws_sqs_queue.dead.arn"}, "maxReceiveCount": 3})
	count(_found(modules.module({"resource": {"aws_sqs_queue": {"jobs": [{"redrive_policy": policy}], "dead": [{}]}}}), null)) == 0
	count(_found(modules.module({"resource": {"aws_sqs_queue": {"jobs": [{"redrive_policy": {"$unknown": "aws_sqs_queue.dead[0].arn"}}], "dead": [{}]}}}), null)) == 0
	separate := {"queue_url": {"$unknown": "aws_sqs_queue.jobs.id"}, "redrive_policy": policy}
	count(_found(modules.module({"resource": {"aws_sqs_queue": {"jobs": [{}], "dead": [{}]}, "aws_sqs_queue_redrive_policy": {"jobs": [separate]}}}), null)) == 0
	count(_found(modules.module({"resource": {"aws_sqs_queue": {"jobs": [{}]}, "aws_sqs_queue_redrive_policy": {"jobs": [object.union(separate, {"queue_url": {"$unknown": "var.url"}})]}}}), null)) == 0
}

test_a_queue_for_dead_letters if {
	count(_found(modules.resource("aws_sqs_queue", "dead", {"redrive_allow_policy": "{}"}), null)) == 0
	count(_found(modules.module({"resource": {"aws_sqs_queue": {"dead": [{}]}, "aws_sqs_queue_redrive_allow_policy": {"dead": [{"queue_url": {"$unknown": "aws_sqs_queue.dead.id"}}]}}}), null)) == 0
	function := {"dead_letter_config": [{"target_arn": {"$unknown": "aws_sqs_queue.dead.arn"}}]}
	count(_found(modules.module({"resource": {"aws_sqs_queue": {"dead": [{}]}, "aws_lambda_function": {"f": [function]}}}), null)) == 0
}

test_taken_away_is_another_rule if {
	count(_found(modules.resource("aws_sqs_queue", "jobs", {}), modules.resource("aws_sqs_queue", "jobs", {"redrive_policy": "{}"}))) == 0
}
