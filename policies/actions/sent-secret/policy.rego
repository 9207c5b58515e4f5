# METADATA
# title: Secret sent by curl or netcat
# description: >-
#   A script that sends secrets or the environment of a build to another host is how stolen credentials leave a
#   repository.
# custom:
#   id: sent-secret
#   category: actions/secrets-exposure
#   severity: high
#   confidence: low
#   persona: strict
#   scope: document
#   platforms: [actions]
#   remedy: Send credentials in a header to a host that is known, from a step that does nothing else.
# related_resources:
#   - ref: https://docs.github.com/en/actions/reference/security/secure-use
# schemas:
#   - input: schema.actions
package groundwire.actions.sent_secret

import data.groundwire.lib.actions as gha

findings contains {
	"at": found.path,
	"subject": gha.step_name(found),
	"message": sprintf("`%s` sends %s over the network: see that the host is one of yours.", [gha.step_name(found), what]),
} if {
	some found in gha.steps(input)
	is_string(found.step.run)
	some pattern, what in _patterns
	regex.match(pattern, found.step.run)
}

_patterns := {
	`(?m)\b(curl|wget)\b[^\n|]*(-d|--data\S*|--post-data|-F|--form)[= ]?\s*("([^"\\\n]|\\.)*|'[^'\n]*|[^\s"']*)\$\{\{\s*(secrets\.|toJSON\(secrets)`: "a secret in the body of a request",
	`(?m)\b(curl|wget)\b[^\n|]*(-d|--data\S*|--post-file|-F|--form|-T|--upload-file)[= ]?\s*["']?(\w+=)?@?\S*(\.secret|\.env\b|id_rsa|credentials\b)`: "a file of secrets",
	`(?m)\b(env|printenv)\b[^\n]*\|[^\n]*\b(curl|wget|nc|netcat|ncat)\b`: "the whole environment",
	`(?m)^\s*(sudo\s+)?(nc|netcat|ncat)\s[^\n]*(-e\b|/bin/(ba)?sh|\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3})`: "a shell or its data",
	`/dev/tcp/\d{1,3}\.\d{1,3}`: "a shell or its data",
}
