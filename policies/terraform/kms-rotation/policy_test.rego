package groundwire.terraform.kms_rotation_test

import data.groundwire.lib.terraform_test as modules
import data.groundwire.terraform.kms_rotation as rule

_found(block, before) := found if {
	found := [f | some f in rule.findings] with input as modules.resource("aws_kms_key", "data", block) with data.groundwire.before as before
}

test_no_rotation if {
	[finding] := _found({}, null)
	finding.fix.params == {"path": "enable_key_rotation", "value": true}
	count(_found({"enable_key_rotation": false}, null)) == 1
	count(_found({"customer_master_key_spec": "SYMMETRIC_DEFAULT"}, null)) == 1
}

test_rotated_or_not_to_be if {
	count(_found({"enable_key_rotation": true}, null)) == 0
	count(_found({"enable_key_rotation": {"$unknown": "var.rotate"}}, null)) == 0
	count(_found({"customer_master_key_spec": "RSA_4096"}, null)) == 0
	count(_found({"key_usage": "GENERATE_VERIFY_MAC"}, null)) == 0
	count(_found({"is_enabled": false}, null)) == 0
}

test_no_longer_is_for_another_rule if {
	count(_found({}, modules.resource("aws_kms_key", "data", {"enable_key_rotation": true}))) == 0
}
