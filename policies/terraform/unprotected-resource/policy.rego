# METADATA
# title: A resource can be deleted by a slip
# description: >-
#   Load balancers, firewalls, tables and key vaults come back under another name, empty, or not at all. With deletion
#   protection a mistaken call is refused.
# custom:
#   id: unprotected-resource
#   category: terraform/no-deletion-protection
#   severity: low
#   confidence: medium
#   persona: strict
#   scope: workspace
#   platforms: [terraform]
#   remedy: Turn deletion protection on; when the resource is to go, turn it off in a change of its own.
# related_resources:
#   - ref: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html#deletion-protection
# schemas:
#   - input: schema.terraform_workspace
package groundwire.terraform.unprotected_resource

import data.groundwire.lib.terraform as tf

# Databases, and what loses its protection, are no-deletion-protection.
findings contains finding if {
	some found in tf.protectable(input)
	tf.is_unprotected(found)
	not tf.holds_data(found)
	not tf.former_protection(found)
	finding := tf.remark(found, tf.place(found, tf.protection_switch(found)), {
		"message": sprintf("One call deletes `%s`: `%s` is off.", [found.address, tf.protection_switch(found)]),
	})
}
