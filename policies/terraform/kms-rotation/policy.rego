# METADATA
# title: A key is never rotated
# description: >-
#   Whoever got hold of the key's material can decrypt all that was and will be encrypted with it. Rotation once a year
#   bounds that, and costs nothing to the users of the key.
# custom:
#   id: kms-rotation
#   category: terraform/kms-rotation
#   severity: low
#   confidence: high
#   persona: recommended
#   scope: workspace
#   platforms: [terraform]
#   remedy: Set enable_key_rotation to true.
# related_resources:
#   - ref: https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html
#   - ref: https://docs.aws.amazon.com/securityhub/latest/userguide/kms-controls.html#kms-4
# schemas:
#   - input: schema.terraform_workspace
package groundwire.terraform.kms_rotation

import data.groundwire.lib.terraform as tf

findings contains finding if {
	some weak in tf.unrotated(input)
	not weak.lost
	finding := tf.remark(weak.found, weak.at, {
		"message": sprintf("`%s` is not rotated: its material stays the same for as long as it lives.", [weak.found.address]),
		"fix": {"name": "set-attribute", "params": {"path": weak.name, "value": true}},
	})
}
