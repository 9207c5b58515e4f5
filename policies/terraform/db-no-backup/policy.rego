# METADATA
# title: A database is not backed up
# description: >-
#   A wrong statement, a faulty release or a deleted instance is final: there is no state to go back to.
# custom:
#   id: db-no-backup
#   category: terraform/db-no-backup
#   severity: medium
#   confidence: high
#   persona: essential
#   scope: workspace
#   platforms: [terraform]
#   remedy: Keep automatic backups for a week at least; turn on point-in-time recovery where it exists.
# related_resources:
#   - ref: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_WorkingWithAutomatedBackups.html
#   - ref: https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/back-up-data.html
# schemas:
#   - input: schema.terraform_workspace
package groundwire.terraform.db_no_backup

import data.groundwire.lib.terraform as tf

# Said, or taken away. What nobody says is db-no-backup-default.
findings contains finding if {
	some weak in tf.without_backup
	tf.is_told(weak)
	finding := tf.remark(weak.found, weak.at, {
		"message": sprintf("`%s` keeps no backups (%s)%s: a wrong statement or a deleted instance cannot be undone.", [weak.found.address, tf.answer_text(weak), tf.former_text(weak)]),
		"subject": weak.subject,
		"severity": _severity(weak),
	})
}

# Losing it is worse than never having had it.
_severity(weak) := "low" if {
	tf.is_short_lived(weak.found)
} else := "high" if {
	weak.lost
} else := "medium"

# Kept, but not for as long.
findings contains finding if {
	some short in tf.shortened_backups
	finding := tf.remark(short.found, short.at, {
		"message": sprintf("`%s` keeps its backups for %s only; before: %d. What is noticed later cannot be undone.", [short.found.address, _days(short.value), short.former]),
		"severity": "medium",
	})
}

_days(1) := "one day"

_days(value) := sprintf("%d days", [value]) if value != 1
