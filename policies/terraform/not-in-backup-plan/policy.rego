# METADATA
# title: No backup plan takes it along
# description: >-
#   What stands on it is lost with it: no copy is made by a plan, and nobody is told.
# custom:
#   id: not-in-backup-plan
#   category: terraform/db-no-backup
#   severity: low
#   confidence: medium
#   persona: strict
#   scope: workspace
#   platforms: [terraform]
#   remedy: Name it in an aws_backup_selection, or choose it there by a tag.
# related_resources:
#   - ref: https://docs.aws.amazon.com/aws-backup/latest/devguide/assigning-resources.html
#   - ref: https://docs.aws.amazon.com/securityhub/latest/userguide/backup-controls.html
# schemas:
#   - input: schema.terraform_workspace
package groundwire.terraform.not_in_backup_plan

import data.groundwire.lib.terraform as tf

findings contains finding if {
	some found in tf.resources(input, ["aws_ebs_volume", "aws_efs_file_system"])
	not tf.in_backup_plan(found)
	not _has_policy(found)
	finding := tf.remark(found, found.path, {"message": sprintf("No backup plan here takes `%s` along: what is on it is lost with it.", [found.address])})
}

# EFS has a switch of its own.
_has_policy(found) if {
	found.type == "aws_efs_file_system"
	some policy in tf.resources(input, ["aws_efs_backup_policy"])
	_may_mean(policy.block.file_system_id, found)
}

_may_mean(value, found) if tf.referred(value) == found.address

_may_mean(value, _) if {
	tf.is_unknown(value)
	not startswith(value["$unknown"], "aws_efs_file_system.")
}
