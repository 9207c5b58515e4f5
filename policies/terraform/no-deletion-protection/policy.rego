# METADATA
# title: A database can be deleted by a slip
# description: >-
#   One apply from the wrong branch, a renamed resource or one call in the wrong account deletes the database, and it is found
#   by its users. With deletion protection the call is refused, and somebody reads what they were about to do.
# custom:
#   id: no-deletion-protection
#   category: terraform/no-deletion-protection
#   severity: medium
#   confidence: medium
#   persona: essential
#   scope: workspace
#   platforms: [terraform]
#   remedy: Turn deletion protection on; when the database is to go, turn it off in a change of its own.
# related_resources:
#   - ref: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_DeleteInstance.html
#   - ref: https://developer.hashicorp.com/terraform/language/meta-arguments/lifecycle
# schemas:
#   - input: schema.terraform_workspace
package groundwire.terraform.no_deletion_protection

import data.groundwire.lib.terraform as tf

# Data that nothing keeps.
findings contains finding if {
	some found in tf.protectable(input)
	tf.is_unprotected(found)
	tf.holds_data(found)
	not tf.former_protection(found)
	finding := tf.remark(found, tf.place(found, tf.protection_switch(found)), {
		"message": sprintf("One call deletes `%s`: `%s` is %s%s.", [found.address, tf.protection_switch(found), _state(found), _snapshot(found)]),
		"severity": _severity(found),
		"confidence": _confidence(found),
	})
}

# Whatever it is, it was protected until now.
findings contains finding if {
	some found in tf.protectable(input)
	tf.is_unprotected(found)
	former := tf.former_protection(found)
	finding := tf.remark(found, tf.place(found, tf.protection_switch(found)), {
		"message": sprintf("The deletion protection of `%s` (`%s`) is gone%s.", [found.address, former, _snapshot(found)]),
		"severity": _lost_severity(found),
		"confidence": "high",
	})
}

_state(found) := "not set" if {
	tf.is_absent(found.block, tf.protection_switch(found))
} else := "off"

_severity(found) := "low" if {
	_matters_little(found)
} else := "medium"

_matters_little(found) if tf.is_short_lived(found)

_matters_little(found) if tf.is_callers_choice(found, tf.protection_switch(found))

_confidence(found) := "low" if {
	tf.is_callers_choice(found, tf.protection_switch(found))
} else := "medium"

_lost_severity(found) := "low" if {
	tf.is_short_lived(found)
} else := "high" if {
	tf.holds_data(found)
} else := "medium"

_snapshot(found) := ", and no final snapshot is kept (`skip_final_snapshot`)" if {
	tf.is_on(found.block.skip_final_snapshot)
} else := ""
