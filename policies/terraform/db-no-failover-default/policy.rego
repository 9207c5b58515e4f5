# METADATA
# title: Nobody asks for a second machine of a database
# description: >-
#   When its machine or its zone fails, the database is gone until somebody brings it back, and so is whatever needs it.
# custom:
#   id: db-no-failover-default
#   category: terraform/db-no-failover
#   severity: low
#   confidence: medium
#   persona: strict
#   scope: workspace
#   platforms: [terraform]
#   remedy: Let it run in several zones; the standby takes over by itself.
# related_resources:
#   - ref: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.MultiAZ.html
#   - ref: https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/use-fault-isolation-to-protect-your-workload.html
# schemas:
#   - input: schema.terraform_workspace
package groundwire.terraform.db_no_failover_default

import data.groundwire.lib.terraform as tf

findings contains finding if {
	some weak in tf.without_failover
	not tf.is_told(weak)
	finding := tf.remark(weak.found, weak.at, {
		"message": sprintf("`%s` has no standby (%s): when its machine or zone fails, it is down until somebody restores it.", [weak.found.address, tf.answer_text(weak)]),
		"subject": weak.subject,
		"severity": _severity(weak.found),
	})
}

_severity(found) := "low" if tf.is_short_lived(found)

_severity(found) := "low" if not tf.is_short_lived(found)
