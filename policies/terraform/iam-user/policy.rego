# METADATA
# title: Somebody gets keys that last
# description: >-
#   A user of IAM has a password or keys that are valid until somebody deletes them; they end up in shells, pipelines and
#   repositories.
# custom:
#   id: iam-user
#   category: terraform/iam-user-policy
#   severity: low
#   confidence: medium
#   persona: strict
#   scope: workspace
#   platforms: [terraform]
#   remedy: Let people sign in through the identity provider, and programs take on roles.
# related_resources:
#   - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#bp-users-federation-idp
# schemas:
#   - input: schema.terraform_workspace
package groundwire.terraform.iam_user

import data.groundwire.lib.terraform as tf

findings contains finding if {
	some found in tf.resources(input, ["aws_iam_user", "aws_iam_access_key", "aws_iam_user_login_profile"])
	finding := tf.remark(found, found.path, {"message": sprintf("`%s` %s.", [found.address, _what[found.type]])})
}

_what := {
	"aws_iam_user": "is a user whose credentials last until somebody deletes them",
	"aws_iam_access_key": "is a key that lasts until somebody deletes it, and stands in the state in the clear",
	"aws_iam_user_login_profile": "is a password for the console",
}
