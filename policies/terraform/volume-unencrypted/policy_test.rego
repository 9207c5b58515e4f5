package groundwire.terraform.volume_unencrypted_test

import data.groundwire.lib.terraform_test as modules
import data.groundwire.terraform.volume_unencrypted as rule

_found(module, before) := found if {
	found := [f | some f in rule.findings] with input as module with data.groundwire.before as before
}

test_turned_off if {
	[finding] := _found(modules.resource("aws_ebs_volume", "data", {"encrypted": false}), null)
	finding.at == ["resource", "aws_ebs_volume", "data", 0, "encrypted"]
	finding.severity == "medium"
	[root] := _found(modules.resource("aws_instance", "web", {"root_block_device": [{"encrypted": false}]}), null)
	root.subject == "aws_instance.web/root"
}

test_devices if {
	mapping := {"device_name": "/dev/sdf", "ebs": [{"encrypted": false}]}
	[finding] := _found(modules.resource("aws_launch_template", "web", {"block_device_mappings": [mapping]}), null)
	finding.at == ["resource", "aws_launch_template", "web", 0, "block_device_mappings", 0, "ebs", 0, "encrypted"]
	finding.subject == "aws_launch_template.web//dev/sdf"
	before := modules.resource("aws_launch_template", "web", {"block_device_mappings": [object.union(mapping, {"ebs": [{"encrypted": true}]})]})
	[lost] := _found(modules.resource("aws_launch_template", "web", {"block_device_mappings": [object.union(mapping, {"ebs": [{}]})]}), before)
	lost.severity == "high"
}

test_encrypted_and_unknown if {
	count(_found(modules.resource("aws_ebs_volume", "data", {"encrypted": true}), null)) == 0
	count(_found(modules.resource("aws_ebs_volume", "data", {"encrypted": {"$unknown": "var.encrypted"}}), null)) == 0
	count(_found(modules.resource("aws_ebs_volume", "data", {}), null)) == 0
}

test_taken_away if {
	[finding] := _found(modules.resource("aws_efs_file_system", "data_test", {}), modules.resource("aws_efs_file_system", "data_test", {"encrypted": true}))
	finding.severity == "low"
	contains(finding.message, "; before: `true`")
}
