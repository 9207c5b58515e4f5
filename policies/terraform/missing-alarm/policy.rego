# METADATA
# title: What is new has no alarm, where its like have one
# description: >-
#   Nobody is told when the dead letters pile up, the disk is full or the targets are gone; of the others beside it somebody is.
# custom:
#   id: missing-alarm
#   category: terraform/missing-alarm
#   severity: low
#   confidence: medium
#   persona: recommended
#   scope: workspace
#   platforms: [terraform]
#   remedy: Give it the alarms that its like have, or add it to what they are made from.
# related_resources:
#   - ref: https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/rel_monitor_aws_resources_monitor_resources.html
# schemas:
#   - input: schema.terraform_workspace
package groundwire.terraform.missing_alarm

import data.groundwire.lib.terraform as tf

findings contains finding if {
	some kind in _kinds
	some found in tf.resources(input, kind.types)
	_is_in_question(found)
	not tf.same_block(found)
	not tf.is_short_lived(found)
	not _is_watched(found)
	others := [other | some other in tf.resources(input, kind.types); other.address != found.address; _is_watched(other)]
	count(others) > 0
	not _is_made_for_many(kind)
	finding := tf.remark(found, found.path, {"message": sprintf(
		"`%s` has no alarm, and `%s` has one: %s.",
		[found.address, others[0].address, kind.effect],
	)})
}

_kinds := [
	{"types": ["aws_sqs_queue"], "namespace": "AWS/SQS", "effect": "messages pile up in it and nobody is told"},
	{"types": ["aws_db_instance", "aws_rds_cluster"], "namespace": "AWS/RDS", "effect": "nobody is told before its disk or its connections are used up"},
	{"types": ["aws_lb", "aws_alb"], "namespace": "AWS/ApplicationELB", "effect": "nobody is told when its targets fail"},
	{"types": ["aws_lambda_function"], "namespace": "AWS/Lambda", "effect": "nobody is told when it fails"},
	{"types": ["aws_dynamodb_table"], "namespace": "AWS/DynamoDB", "effect": "nobody is told when it is throttled"},
]

# A queue that others put their dead letters into needs one; one that hands its own on is watched there.
_is_in_question(found) if found.type != "aws_sqs_queue"

_is_in_question(found) if {
	found.type == "aws_sqs_queue"
	some other in tf.resources(input, ["aws_sqs_queue"])
	_mentions(other.block.redrive_policy, found.address)
}

_alarms := tf.resources(input, ["aws_cloudwatch_metric_alarm"])

_is_watched(found) if {
	some alarm in _alarms
	some value in _meant(alarm.block)
	_mentions(value, found.address)
}

_is_watched(found) if {
	some alarm in _alarms
	some value in _meant(alarm.block)
	is_string(value)
	value in {object.get(found.block, name, null) | some name in ["name", "identifier", "cluster_identifier", "function_name"]}
}

# Calls of modules that are handed the resource may make its alarm.
_is_watched(found) if {
	some file in input.documents
	some name, calls in file.document.module
	contains(name, "alarm")
	some call in calls
	walk(call, [_, value])
	_mentions(value, found.address)
}

_meant(block) := array.concat(
	[value | some value in block.dimensions],
	[value | some query in block.metric_query; some metric in query.metric; some value in metric.dimensions],
)

_mentions(value, address) if contains(value["$unknown"], sprintf("%s.", [address]))

_mentions(value, address) if contains(value["$unknown"], sprintf("%s[", [address]))

_mentions(value, address) if {
	is_string(value)
	contains(value, sprintf("%s.", [address]))
}

# Alarms over a list of names may hold any of them.
_is_made_for_many(kind) if {
	some alarm in _alarms
	object.get(alarm.block, "namespace", kind.namespace) == kind.namespace
	some value in _meant(alarm.block)
	first := split(value["$unknown"], ".")[0]
	first in {"each", "var", "local", "count", "module"}
}
