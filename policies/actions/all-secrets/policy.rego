# METADATA
# title: All secrets handed over at once
# description: >-
#   Whatever gets the whole of the secrets can use and leak every one of them, those for production included, and nobody
#   can tell which it needs.
# custom:
#   id: all-secrets
#   category: actions/secrets-exposure
#   severity: high
#   confidence: high
#   persona: essential
#   scope: document
#   platforms: [actions]
#   remedy: Hand over by name the secrets that are needed.
# related_resources:
#   - ref: https://docs.github.com/en/actions/reference/security/secrets
#   - ref: https://docs.github.com/en/actions/reference/security/secure-use
# schemas:
#   - input: schema.actions
package groundwire.actions.all_secrets

findings contains {
	"at": expression.at,
	"subject": concat("/", [part | some part in array.slice(expression.in, 0, 2); is_string(part)]),
	"message": sprintf("`%s` puts every secret of the repository and its organisation into this job, not only the one it needs.", [_short(expression.text)]),
	"severity": _severity(expression),
} if {
	some expression in input["$expressions"]
	expression.allSecrets
}

_severity(expression) := "high" if {
	"tojson" in expression.functions
} else := "medium"

_short(text) := text if {
	count(text) <= 60
} else := concat("", [substring(text, 0, 60), "…"])
