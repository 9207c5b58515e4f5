package groundwire.lib.terraform

# Keys whose material can be renewed by itself and is not.
unrotated(module) := [weak |
	some weak in weak_settings(module, _rotated_keys)
	_can_rotate(weak.found.block)
]

_rotated_keys := {
	"aws_kms_key": [turned_on(["enable_key_rotation"])],
	"terraform-aws-modules/kms": [kept_on(["enable_key_rotation"])],
	"cloudposse/kms-key": [kept_on(["enable_key_rotation"])],
}

# Keys of two halves, for signatures, and of foreign material are not rotated by AWS.
_can_rotate(block) if {
	_is_symmetric_key(object.get(block, "customer_master_key_spec", object.get(block, "key_spec", null)))
	object.get(block, "key_usage", "ENCRYPT_DECRYPT") == "ENCRYPT_DECRYPT"
	object.get(block, "custom_key_store_id", null) == null
	not is_off(object.get(block, "is_enabled", true))
}

_is_symmetric_key(spec) if spec in {null, "SYMMETRIC_DEFAULT"}
