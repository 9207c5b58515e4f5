package groundwire.terraform.missing_alarm_test

import data.groundwire.lib.terraform_test as modules
import data.groundwire.terraform.missing_alarm as rule

_watch(value) := {"namespace": "AWS/RDS", "dimensions": {"DBInstanceIdentifier": value}}

_module(databases, alarms) := modules.module({"resource": {"aws_db_instance": databases, "aws_cloudwatch_metric_alarm": alarms}})

_two := {"orders": [{"identifier": "orders"}], "carts": [{"identifier": "carts"}]}

_one_alarm := {"orders": [_watch({"$unknown": "aws_db_instance.orders.identifier"})]}

test_the_like_has_one if {
	[finding] := [f | some f in rule.findings] with input as _module(_two, _one_alarm)
	finding.at == ["resource", "aws_db_instance", "carts", 0]
	contains(finding.message, "`aws_db_instance.carts` has no alarm, and `aws_db_instance.orders` has one")
}

test_no_alarms_at_all if {
	count(rule.findings) == 0 with input as _module(_two, {})
}

test_both_have_one if {
	count(rule.findings) == 0 with input as _module(_two, object.union(_one_alarm, {"carts": [_watch("carts")]}))
	count(rule.findings) == 0 with input as _module(_two, object.union(_one_alarm, {"all": [_watch({"$unknown": "each.value"})]}))
	metric := {"metric_query": [{"metric": [{"dimensions": {"DBInstanceIdentifier": {"$unknown": "aws_db_instance.carts[0].identifier"}}}]}]}
	count(rule.findings) == 0 with input as _module(_two, object.union(_one_alarm, {"carts": [metric]}))
}

test_a_module_makes_it if {
	document := {"resource": {"aws_db_instance": _two, "aws_cloudwatch_metric_alarm": _one_alarm}, "module": {"carts_alarms": [{"database": {"$unknown": "aws_db_instance.carts.id"}}]}}
	count(rule.findings) == 0 with input as modules.module(document)
}

test_what_stood_there_before if {
	count(rule.findings) == 0 with input as _module(_two, _one_alarm) with data.groundwire.before as _module(_two, {})
}

test_queues_of_dead_letters if {
	queues := {
		"dead": [{}], "other_dead": [{}],
		"orders": [{"redrive_policy": {"$unknown": "aws_sqs_queue.dead.arn"}}], "carts": [{"redrive_policy": "{\"deadLetterTargetArn\":\"${aws_sqs_queue.other_dead.arn}\"}"}],
	}
	[finding] := [f | some f in rule.findings] with input as modules.module({"resource": {
		"aws_sqs_queue": queues,
		"aws_cloudwatch_metric_alarm": {"dead": [{"dimensions": {"QueueName": {"$unknown": "aws_sqs_queue.dead.name"}}}]},
	}})
	finding.subject == "aws_sqs_queue.other_dead"
}
