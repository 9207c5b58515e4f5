# METADATA
# title: A database has no second machine
# description: >-
#   When its machine or its zone fails, the database is gone until somebody brings it back, and so is whatever needs it.
# custom:
#   id: db-no-failover
#   category: terraform/db-no-failover
#   severity: low
#   confidence: high
#   persona: recommended
#   scope: workspace
#   platforms: [terraform]
#   remedy: Let it run in several zones; the standby takes over by itself.
# related_resources:
#   - ref: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.MultiAZ.html
#   - ref: https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/use-fault-isolation-to-protect-your-workload.html
# schemas:
#   - input: schema.terraform_workspace
package groundwire.terraform.db_no_failover

import data.groundwire.lib.terraform as tf

# Said, or taken away. What nobody says is db-no-failover-default.
findings contains finding if {
	some weak in tf.without_failover
	tf.is_told(weak)
	finding := tf.remark(weak.found, weak.at, {
		"message": sprintf("`%s` has no standby (%s)%s: when its machine or zone fails, it is down until somebody restores it.", [weak.found.address, tf.answer_text(weak), tf.former_text(weak)]),
		"subject": weak.subject,
		"severity": _severity(weak),
	})
}

# Losing it is worse than never having had it.
_severity(weak) := "low" if {
	tf.is_short_lived(weak.found)
} else := "high" if {
	weak.lost
} else := "low"
