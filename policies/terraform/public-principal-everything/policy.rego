# METADATA
# title: Everybody may do everything, but for one condition
# description: >-
#   A statement for everybody and every action is held by its condition alone: a slip there, and the resource is
#   everybody's, its policy included.
# custom:
#   id: public-principal-everything
#   category: terraform/public-principal
#   severity: low
#   confidence: medium
#   persona: strict
#   scope: workspace
#   platforms: [terraform]
#   remedy: Name the actions that are needed.
# related_resources:
#   - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
# schemas:
#   - input: schema.terraform_workspace
package groundwire.terraform.public_principal_everything

import data.groundwire.lib.terraform as tf

findings contains finding if {
	some admission in tf.current_admissions
	admission.kind == "resource"
	count(tf.open_names(admission)) > 0
	tf.is_narrowed(admission)
	some action in admission.actions
	action == "*"
	finding := tf.remark(admission.found, admission.at, {"message": sprintf("`%s` lets everybody who meets its condition do everything, changing the policy included.", [admission.found.address])})
}
