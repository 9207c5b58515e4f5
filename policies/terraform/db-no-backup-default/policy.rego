# METADATA
# title: Nobody asks for backups of a database
# description: >-
#   A wrong statement, a faulty release or a deleted instance is final: there is no state to go back to.
# custom:
#   id: db-no-backup-default
#   category: terraform/db-no-backup
#   severity: medium
#   confidence: medium
#   persona: recommended
#   scope: workspace
#   platforms: [terraform]
#   remedy: Keep automatic backups for a week at least; turn on point-in-time recovery where it exists.
# related_resources:
#   - ref: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_WorkingWithAutomatedBackups.html
#   - ref: https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/back-up-data.html
# schemas:
#   - input: schema.terraform_workspace
package groundwire.terraform.db_no_backup_default

import data.groundwire.lib.terraform as tf

findings contains finding if {
	some weak in tf.without_backup
	not tf.is_told(weak)
	finding := tf.remark(weak.found, weak.at, {
		"message": sprintf("`%s` keeps no backups (%s): a wrong statement or a deleted instance cannot be undone.", [weak.found.address, tf.answer_text(weak)]),
		"subject": weak.subject,
		"severity": _severity(weak.found),
	})
}

_severity(found) := "low" if tf.is_short_lived(found)

_severity(found) := "medium" if not tf.is_short_lived(found)
