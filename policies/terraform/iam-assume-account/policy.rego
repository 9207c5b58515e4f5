# METADATA
# title: A whole account may take on a role
# description: >-
#   Everybody there who may take on roles at all has this one, too: the other account decides who.
# custom:
#   id: iam-assume-account
#   category: terraform/iam-assume-any
#   severity: low
#   confidence: medium
#   persona: strict
#   scope: workspace
#   platforms: [terraform]
#   remedy: Name the role that takes it on, or add an external id.
# related_resources:
#   - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-accounts
# schemas:
#   - input: schema.terraform_workspace
package groundwire.terraform.iam_assume_account

import data.groundwire.lib.terraform as tf

findings contains finding if {
	some admission in tf.current_admissions
	admission.kind == "trust"
	count(admission.conditions) == 0
	accounts := [name | some name in admission.who; name.kind == "AWS"; _is_account(name.name)]
	count(accounts) > 0
	finding := tf.remark(admission.found, accounts[0].at, {"message": sprintf("Everybody in the account `%s` who may take on roles takes on `%s`, too.", [accounts[0].name, admission.found.address])})
}

_is_account(name) if {
	is_string(name)
	regex.match(`^(?:arn:[a-z-]+:iam::)?[0-9]{12}(?::root)?$`, name)
}
