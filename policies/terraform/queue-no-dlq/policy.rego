# METADATA
# title: Messages that fail are tried until they are lost
# description: >-
#   A message that no consumer can handle comes back until its retention ends, keeps the others waiting, and is then
#   deleted without a trace.
# custom:
#   id: queue-no-dlq
#   category: terraform/queue-no-dlq
#   severity: low
#   confidence: medium
#   persona: recommended
#   scope: workspace
#   platforms: [terraform]
#   remedy: Give the queue a redrive policy with a dead-letter queue, and an alarm on that one.
# related_resources:
#   - ref: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html
# schemas:
#   - input: schema.terraform_workspace
package groundwire.terraform.queue_no_dlq

import data.groundwire.lib.terraform as tf

findings contains finding if {
	some found in tf.resources(input, ["aws_sqs_queue"])
	object.get(found.block, "redrive_policy", null) in {null, ""}
	not _is_redriven(found)
	not _takes_dead_letters(found)
	not _had(found)
	finding := tf.remark(found, array.concat(found.path, ["redrive_policy"]), {
		"message": sprintf("A message that no consumer of `%s` can handle comes back until it expires, and is then gone: there is no dead-letter queue.", [found.address]),
		"confidence": _confidence(found),
	})
}

_had(found) if not object.get(tf.same_block(found), "redrive_policy", null) in {null, ""}

_is_redriven(found) if {
	some policy in tf.resources(input, ["aws_sqs_queue_redrive_policy"])
	_means(policy.block.queue_url, found)
}

_means(value, found) if tf.referred(value) == found.address

# A queue of another module may be this one.
_means(value, _) if {
	tf.is_unknown(value)
	split(value["$unknown"], ".")[0] in {"var", "local", "each", "module"}
}

# It is one itself: it says from whom it takes, or another one names it.
_takes_dead_letters(found) if not object.get(found.block, "redrive_allow_policy", null) in {null, ""}

_takes_dead_letters(found) if {
	some policy in tf.resources(input, ["aws_sqs_queue_redrive_allow_policy"])
	_means(policy.block.queue_url, found)
}

_takes_dead_letters(found) if {
	some text in _targets
	contains(text, sprintf("%s.", [found.address]))
}

_takes_dead_letters(found) if {
	some text in _targets
	contains(text, sprintf("%s[", [found.address]))
}

_targets contains text if {
	some file in input.documents
	some named in file.document.resource
	some instances in named
	some block in instances
	some attribute in ["redrive_policy", "dead_letter_config", "destination_config", "failure_destination", "retry_policy"]
	value := block[attribute]
	text := json.marshal(value)
}

# What is called one may be used by another module.
_confidence(found) := "low" if {
	some word in ["dlq", "dead"]
	contains(lower(found.name), word)
} else := "medium"
