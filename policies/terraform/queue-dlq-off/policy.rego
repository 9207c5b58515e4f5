# METADATA
# title: A queue loses its dead-letter queue
# description: >-
#   A message that no consumer can handle comes back until its retention ends, keeps the others waiting, and is then
#   deleted without a trace.
# custom:
#   id: queue-dlq-off
#   category: terraform/queue-no-dlq
#   severity: medium
#   confidence: high
#   persona: essential
#   scope: workspace
#   platforms: [terraform]
#   remedy: Keep the redrive policy.
# related_resources:
#   - ref: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html
# schemas:
#   - input: schema.terraform_workspace
package groundwire.terraform.queue_dlq_off

import data.groundwire.lib.terraform as tf

findings contains finding if {
	some found in tf.resources(input, ["aws_sqs_queue"])
	object.get(found.block, "redrive_policy", null) in {null, ""}
	not _separate(input, found)
	_had(found)
	finding := tf.remark(found, array.concat(found.path, ["redrive_policy"]), {"message": sprintf("`%s` no longer puts messages aside that fail: they come back until they expire, and are then gone.", [found.address])})
}

_had(found) if not object.get(tf.same_block(found), "redrive_policy", null) in {null, ""}

_had(found) if _separate(data.groundwire.before, found)

_separate(module, found) if {
	some policy in tf.resources(module, ["aws_sqs_queue_redrive_policy"])
	_may_mean(policy.block.queue_url, found)
}

_may_mean(value, found) if tf.referred(value) == found.address

_may_mean(value, _) if {
	tf.is_unknown(value)
	not startswith(value["$unknown"], "aws_sqs_queue.")
}
