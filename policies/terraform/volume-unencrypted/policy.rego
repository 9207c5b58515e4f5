# METADATA
# title: A disk is not encrypted
# description: >-
#   Snapshots and copies of the disk can be read by whoever gets them, and a disk cannot be encrypted later without being
#   replaced.
# custom:
#   id: volume-unencrypted
#   category: terraform/volume-unencrypted
#   severity: medium
#   confidence: high
#   persona: essential
#   scope: workspace
#   platforms: [terraform]
#   remedy: Encrypt it before there is data on it; the account can make that the default.
# related_resources:
#   - ref: https://docs.aws.amazon.com/ebs/latest/userguide/ebs-encryption.html
#   - ref: https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-7
# schemas:
#   - input: schema.terraform_workspace
package groundwire.terraform.volume_unencrypted

import data.groundwire.lib.terraform as tf

# Said, or taken away. What nobody says is volume-unencrypted-default.
findings contains finding if {
	some weak in tf.unencrypted_volumes
	tf.is_told(weak)
	finding := tf.remark(weak.found, weak.at, {
		"message": sprintf("`%s` is written in the clear (%s)%s: whoever gets a snapshot of it reads what is on it.", [weak.found.address, tf.answer_text(weak), tf.former_text(weak)]),
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
