# METADATA
# title: Secret printed or sent by a script
# description: >-
#   Masking replaces the exact text of a secret only: one more line break, another encoding or a cut makes it readable in
#   a log that everybody with read access may open.
# custom:
#   id: printed-secret
#   category: actions/secrets-exposure
#   severity: medium
#   confidence: medium
#   persona: recommended
#   scope: document
#   platforms: [actions]
#   remedy: Do not print secrets; hand them to the program that needs them by env.
# related_resources:
#   - ref: https://docs.github.com/en/actions/reference/security/secrets
#   - ref: https://docs.github.com/en/actions/reference/security/secure-use
# schemas:
#   - input: schema.actions
package groundwire.actions.printed_secret

findings contains {
	"at": print.at,
	"subject": concat(":", [script.at[1], print.text]),
	"message": sprintf("`%s` is printed to the log, where only its exact text is masked.", [print.text]),
} if {
	some script in input["$scripts"]
	some print in script.prints
	print.text != "secrets.GITHUB_TOKEN"
}
