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
	some weak in tf.weak_settings(input, _keys)
	_can_rotate(weak.found.block)
	finding := tf.remark(weak.found, weak.at, {
		"message": sprintf("`%s` %s: its material stays the same for as long as it lives.", [weak.found.address, _what(weak)]),
		"severity": _severity(weak),
		"fix": {"name": "set-attribute", "params": {"path": weak.name, "value": true}},
	})
}

_what(weak) := "is no longer rotated" if weak.lost

_what(weak) := "is not rotated" if not weak.lost

_severity(weak) := "medium" if weak.lost

_severity(weak) := "low" if not weak.lost

_keys := {
	"aws_kms_key": [tf.turned_on(["enable_key_rotation"])],
	"terraform-aws-modules/kms": [tf.kept_on(["enable_key_rotation"])],
	"cloudposse/kms-key": [tf.kept_on(["enable_key_rotation"])],
}

# Keys of two halves, for signatures, and of foreign material are not rotated by AWS.
_can_rotate(block) if {
	_is_symmetric(object.get(block, "customer_master_key_spec", object.get(block, "key_spec", null)))
	object.get(block, "key_usage", "ENCRYPT_DECRYPT") == "ENCRYPT_DECRYPT"
	object.get(block, "custom_key_store_id", null) == null
	not tf.is_off(object.get(block, "is_enabled", true))
}

_is_symmetric(spec) if spec in {null, "SYMMETRIC_DEFAULT"}
