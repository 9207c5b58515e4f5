package groundwire.terraform.kms_rotation_removed_test

import data.groundwire.lib.terraform_test as modules
import data.groundwire.terraform.kms_rotation_removed as rule

_found(block, before) := found if {
	found := [f | some f in rule.findings] with input as modules.resource("aws_kms_key", "data", block) with data.groundwire.before as before
}

test_no_longer if {
	[finding] := _found({}, modules.resource("aws_kms_key", "data", {"enable_key_rotation": true}))
	contains(finding.message, "no longer")
	finding.fix.params == {"path": "enable_key_rotation", "value": true}
}

test_quiet if {
	count(_found({}, null)) == 0
	count(_found({}, modules.resource("aws_kms_key", "data", {}))) == 0
	count(_found({"enable_key_rotation": true}, modules.resource("aws_kms_key", "data", {"enable_key_rotation": true}))) == 0
}
