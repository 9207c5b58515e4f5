package groundwire.terraform.not_in_backup_plan_test

import data.groundwire.lib.terraform_test as modules
import data.groundwire.terraform.not_in_backup_plan as rule

_found(module, before) := found if {
	found := [f | some f in rule.findings] with input as module with data.groundwire.before as before
}

_volume := {"aws_ebs_volume": {"data": [{}]}}

_selected(block) := modules.module({"resource": object.union(_volume, {"aws_backup_selection": {"all": [block]}})})

test_in_no_plan if {
	[finding] := _found(modules.module({"resource": _volume}), null)
	finding.at == ["resource", "aws_ebs_volume", "data", 0]
	count(_found(_selected({"resources": [{"$unknown": "aws_ebs_volume.other.arn"}]}), null)) == 1
	count(_found(modules.resource("aws_efs_file_system", "uploads", {}), null)) == 1
}

test_in_a_plan if {
	every block in [
		{"resources": [{"$unknown": "aws_ebs_volume.data.arn"}]}, {"resources": ["arn:aws:ec2:*:*:volume/*"]}, {"resources": {"$unknown": "var.arns"}},
		{"resources": [{"$unknown": "var.arn"}]}, {"selection_tag": [{"key": "backup"}]}, {"condition": [{}]},
	] {
		count(_found(_selected(block), null)) == 0
	}
}

test_a_policy_of_its_own if {
	every id in ["aws_efs_file_system.uploads.id", "var.id"] {
		policy := {"main": [{"file_system_id": {"$unknown": id}}]}
		count(_found(modules.module({"resource": {"aws_efs_file_system": {"uploads": [{}]}, "aws_efs_backup_policy": policy}}), null)) == 0
	}
}
