# METADATA
# title: Nobody asks for an encrypted disk
# description: >-
#   Snapshots and copies of the disk can be read by whoever gets them, and a disk cannot be encrypted later without being
#   replaced.
# custom:
#   id: volume-unencrypted-default
#   category: terraform/volume-unencrypted
#   severity: low
#   confidence: medium
#   persona: strict
#   scope: workspace
#   platforms: [terraform]
#   remedy: Encrypt it before there is data on it; the account can make that the default.
# related_resources:
#   - ref: https://docs.aws.amazon.com/ebs/latest/userguide/ebs-encryption.html
#   - ref: https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-7
# schemas:
#   - input: schema.terraform_workspace
package groundwire.terraform.volume_unencrypted_default

import data.groundwire.lib.terraform as tf

findings contains finding if {
	some weak in tf.unencrypted_volumes
	not tf.is_told(weak)
	finding := tf.remark(weak.found, weak.at, {
		"message": sprintf("`%s` does not ask for encryption (%s): unless the account does, its snapshots can be read by whoever gets them, and to change that later means to replace it.", [weak.found.address, tf.answer_text(weak)]),
		"subject": weak.subject,
		"severity": _severity(weak.found),
	})
}

_severity(found) := "low" if tf.is_short_lived(found)

_severity(found) := "low" if not tf.is_short_lived(found)
