# METADATA
# title: Backups of a cluster are gone within days
# description: >-
#   What goes wrong on a Friday is noticed on a Monday. Backups that are kept for a day or a few do not reach back that
#   far.
# custom:
#   id: db-short-backup
#   category: terraform/db-no-backup
#   severity: low
#   confidence: high
#   persona: strict
#   scope: workspace
#   platforms: [terraform]
#   remedy: Keep them for a week at least.
# related_resources:
#   - ref: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_WorkingWithAutomatedBackups.html
# schemas:
#   - input: schema.terraform_workspace
package groundwire.terraform.db_short_backup

import data.groundwire.lib.terraform as tf

findings contains finding if {
	some weak in tf.short_backups
	finding := tf.remark(weak.found, weak.at, {
		"message": sprintf("`%s` keeps its backups for %s: what is noticed later cannot be undone.", [weak.found.address, _days(weak.value)]),
		"subject": weak.subject,
	})
}

_days(null) := "one day, the least that there is (no `backup_retention_period`)"

_days(value) := "one day" if tf.word(value) == "1"

_days(value) := sprintf("%v days", [value]) if not tf.word(value) in {"1", "null"}
