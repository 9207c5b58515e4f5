# METADATA
# title: Everybody may take on a role
# description: >-
#   Whoever has an AWS account of their own takes on the role and has its rights, from anywhere.
# custom:
#   id: iam-assume-any
#   category: terraform/iam-assume-any
#   severity: critical
#   confidence: high
#   persona: essential
#   scope: workspace
#   platforms: [terraform]
#   remedy: Name the accounts, roles or services that take it on.
# related_resources:
#   - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
#   - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
# schemas:
#   - input: schema.terraform_workspace
package groundwire.terraform.iam_assume_any

import data.groundwire.lib.terraform as tf

findings contains finding if {
	some admission in tf.current_admissions
	admission.kind == "trust"
	names := tf.open_names(admission)
	count(names) > 0
	not tf.is_narrowed(admission)
	finding := tf.remark(admission.found, names[0].at, {"message": sprintf("%s take on %s%s.", [_who(names[0].name), _role(admission.found), tf.former_who(admission)])})
}

# Who may not is named; everybody else may.
findings contains finding if {
	some admission in tf.current_admissions
	admission.kind == "trust"
	admission.but
	not tf.is_narrowed(admission)
	finding := tf.remark(admission.found, admission.at, {"message": sprintf("Everybody but those that `NotPrincipal` names may take on %s.", [_role(admission.found)])})
}

_who("*") := "Everybody with an AWS account may"

_who(name) := sprintf("Every account (`%s`) may", [name]) if name != "*"

_role(found) := sprintf("the role `%s`", [found.name]) if found.type == "aws_iam_role"

_role(found) := sprintf("the role that `%s` is for", [found.address]) if found.type != "aws_iam_role"
