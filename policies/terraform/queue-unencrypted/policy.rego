# METADATA
# title: Messages are stored in the clear
# description: >-
#   What is in a queue, a topic or a stream is a copy of what the services hold, and can be read by whoever gets to its
#   storage.
# custom:
#   id: queue-unencrypted
#   category: terraform/queue-unencrypted
#   severity: medium
#   confidence: high
#   persona: essential
#   scope: workspace
#   platforms: [terraform]
#   remedy: Encrypt it with a key; the provider's own will do.
# related_resources:
#   - ref: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-server-side-encryption.html
#   - ref: https://docs.aws.amazon.com/sns/latest/dg/sns-server-side-encryption.html
# schemas:
#   - input: schema.terraform_workspace
package groundwire.terraform.queue_unencrypted

import data.groundwire.lib.terraform as tf

# Said, or taken away. What nobody says is queue-unencrypted-default.
findings contains finding if {
	some weak in tf.unencrypted_queues
	tf.is_told(weak)
	finding := tf.remark(weak.found, weak.at, {
		"message": sprintf("`%s` keeps its messages in the clear (%s)%s.", [weak.found.address, tf.answer_text(weak), tf.former_text(weak)]),
		"subject": weak.subject,
		"severity": _severity(weak),
	})
}

# Losing it is worse than never having had it.
_severity(weak) := "low" if {
	tf.is_short_lived(weak.found)
} else := "high" if {
	weak.lost
} else := "medium"
