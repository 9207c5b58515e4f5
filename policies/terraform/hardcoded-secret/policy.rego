# METADATA
# title: A secret is written into the code
# description: >-
#   It is in every clone, every fork and every backup of the repository, in the state and in the plan. Deleting the line does not
#   take it back: only a new secret does.
# custom:
#   id: hardcoded-secret
#   category: terraform/hardcoded-secret
#   severity: high
#   confidence: high
#   persona: essential
#   scope: workspace
#   platforms: [terraform]
#   remedy: Replace the secret, and read it from a secret store, a generated password or a sensitive variable.
# related_resources:
#   - ref: https://developer.hashicorp.com/terraform/language/manage-sensitive-data
#   - ref: https://docs.aws.amazon.com/wellarchitected/latest/security-pillar/sec_identities_secrets.html
# schemas:
#   - input: schema.terraform_workspace
package groundwire.terraform.hardcoded_secret

import data.groundwire.lib.terraform as tf
import data.groundwire.lib.terraform_secrets as secrets

findings contains finding if {
	some secret in secrets.literals
	finding := tf.remark(secret.found, secret.at, {
		"message": sprintf("`%s` holds %s in the clear%s: whoever can read the repository or the state has it.", [secret.found.address, secret.what, _former(secret)]),
		"subject": sprintf("%s/%s", [secret.found.address, secret.part]),
		"severity": _severity(secret),
		"confidence": _confidence(secret),
	})
}

_severity(secret) := "critical" if {
	secret.kind == "key"
} else := "medium" if {
	_matters_less(secret.found)
} else := "high"

_matters_less(found) if tf.is_short_lived(found)

_matters_less(found) if found.kind == "variable"

_confidence(secret) := "high" if secret.kind == "key"

_confidence(secret) := "medium" if {
	secret.kind != "key"
	_matters_less(secret.found)
}

_confidence(secret) := "high" if {
	secret.kind != "key"
	not _matters_less(secret.found)
}

_former(secret) := "; until now it came from elsewhere" if {
	name := secret.at[count(secret.at) - 1]
	tf.is_unknown(tf.same_block(secret.found)[name])
} else := ""
