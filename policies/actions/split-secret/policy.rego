# METADATA
# title: Part of a secret that logs do not mask
# description: >-
#   The runner masks a secret as it is stored. What fromJSON takes out of it is other text, and is printed in clear by the
#   first step that logs it.
# custom:
#   id: split-secret
#   category: actions/secrets-exposure
#   severity: medium
#   confidence: high
#   persona: recommended
#   scope: document
#   platforms: [actions]
#   remedy: Store each value as a secret of its own.
# related_resources:
#   - ref: https://docs.github.com/en/actions/reference/security/secrets
# schemas:
#   - input: schema.actions
package groundwire.actions.split_secret

findings contains {
	"at": expression.at,
	"subject": concat("/", [part | some part in array.slice(expression.in, 0, 2); is_string(part)]),
	"message": sprintf("Parts of `%s` are not masked in the log: the runner knows the secret only as a whole.", [secret]),
} if {
	some expression in input["$expressions"]
	some secret in expression.splitSecrets
}
