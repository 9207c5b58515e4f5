# METADATA
# title: A key is no longer rotated
# description: >-
#   Whoever got hold of the key's material can decrypt all that was and will be encrypted with it. Rotation once a year
#   bounds that, and costs nothing to the users of the key.
# custom:
#   id: kms-rotation-removed
#   category: terraform/kms-rotation
#   severity: medium
#   confidence: high
#   persona: essential
#   scope: workspace
#   platforms: [terraform]
#   remedy: Put enable_key_rotation back.
# related_resources:
#   - ref: https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html
#   - ref: https://docs.aws.amazon.com/securityhub/latest/userguide/kms-controls.html#kms-4
# schemas:
#   - input: schema.terraform_workspace
package groundwire.terraform.kms_rotation_removed

import data.groundwire.lib.terraform as tf

findings contains finding if {
	some weak in tf.unrotated(input)
	weak.lost
	finding := tf.remark(weak.found, weak.at, {
		"message": sprintf("`%s` is no longer rotated: its material stays the same for as long as it lives.", [weak.found.address]),
		"fix": {"name": "set-attribute", "params": {"path": weak.name, "value": true}},
	})
}
