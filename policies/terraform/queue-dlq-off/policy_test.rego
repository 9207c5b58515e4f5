package groundwire.terraform.queue_dlq_off_test

import data.groundwire.lib.terraform_test as modules
import data.groundwire.terraform.queue_dlq_off as rule

_found(module, before) := found if {
	found := [f | some f in rule.findings] with input as module with data.groundwire.before as before
}

_queue(block) := modules.resource("aws_sqs_queue", "jobs", block)

_separately(url) := modules.module({"resource": {"aws_sqs_queue": {"jobs": [{}]}, "aws_sqs_queue_redrive_policy": {"jobs": [{"queue_url": url, "redrive_policy": "{}"}]}}})

test_taken_away if {
	[finding] := _found(_queue({}), _queue({"redrive_policy": "{}"}))
	finding.at == ["resource", "aws_sqs_queue", "jobs", 0, "redrive_policy"]
	count(_found(_queue({}), _separately({"$unknown": "aws_sqs_queue.jobs.id"}))) == 1
}

test_kept_or_never_there if {
	count(_found(_queue({}), null)) == 0
	count(_found(_queue({}), _queue({}))) == 0
	count(_found(_queue({"redrive_policy": "{}"}), _queue({"redrive_policy": "{}"}))) == 0
	count(_found(_separately({"$unknown": "aws_sqs_queue.jobs.id"}), _queue({"redrive_policy": "{}"}))) == 0
	count(_found(_separately({"$unknown": "var.url"}), _queue({"redrive_policy": "{}"}))) == 0
}
