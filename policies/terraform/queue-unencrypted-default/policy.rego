# METADATA
# title: Nobody asks for encrypted messages
# description: >-
#   What is in a queue, a topic or a stream is a copy of what the services hold, and can be read by whoever gets to its
#   storage.
# custom:
#   id: queue-unencrypted-default
#   category: terraform/queue-unencrypted
#   severity: low
#   confidence: medium
#   persona: strict
#   scope: workspace
#   platforms: [terraform]
#   remedy: Encrypt it with a key; the provider's own will do.
# related_resources:
#   - ref: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-server-side-encryption.html
#   - ref: https://docs.aws.amazon.com/sns/latest/dg/sns-server-side-encryption.html
# schemas:
#   - input: schema.terraform_workspace
package groundwire.terraform.queue_unencrypted_default

import data.groundwire.lib.terraform as tf

findings contains finding if {
	some weak in tf.unencrypted_queues
	not tf.is_told(weak)
	finding := tf.remark(weak.found, weak.at, {
		"message": sprintf("`%s` names no key for its messages (%s): at best they are encrypted with one that nobody here controls.", [weak.found.address, tf.answer_text(weak)]),
		"subject": weak.subject,
		"severity": _severity(weak.found),
	})
}

_severity(found) := "low" if tf.is_short_lived(found)

_severity(found) := "low" if not tf.is_short_lived(found)
