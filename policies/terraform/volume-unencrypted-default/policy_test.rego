package groundwire.terraform.volume_unencrypted_default_test

import data.groundwire.lib.terraform_test as modules
import data.groundwire.terraform.volume_unencrypted_default as rule

_found(module, before) := found if {
	found := [f | some f in rule.findings] with input as module with data.groundwire.before as before
}

test_nobody_asks if {
	[finding] := _found(modules.resource("aws_ebs_volume", "data", {}), null)
	finding.severity == "low"
	count(_found(modules.resource("aws_instance", "web_test", {}), null)) == 1
	count(_found(modules.resource("aws_workspaces_workspace", "desk", {}), null)) == 2
	count(_found(modules.resource("aws_instance", "web", {"root_block_device": [{"encrypted": true}], "ebs_block_device": [{"device_name": "/dev/sdf"}]}), null)) == 1
}

test_decided_elsewhere if {
	account := {"aws_ebs_encryption_by_default": {"all": [{}]}}
	count(_found(modules.module({"resource": object.union(account, {"aws_ebs_volume": {"data": [{}]}})}), null)) == 0
	count(_found(modules.module({"resource": object.union(account, {"aws_efs_file_system": {"data": [{}]}})}), null)) == 1
	count(_found(modules.resource("aws_instance", "web", {"launch_template": [{"name": "web"}]}), null)) == 0
	count(_found(modules.resource("aws_ebs_volume", "data", {"snapshot_id": "snap-1"}), null)) == 0
	count(_found(modules.resource("aws_launch_template", "web", {"block_device_mappings": [{"device_name": "/dev/sdb", "virtual_name": "ephemeral0"}]}), null)) == 0
}
