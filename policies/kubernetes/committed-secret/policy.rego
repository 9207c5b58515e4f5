# METADATA
# title: Secret committed to the repository
# description: >-
#   Base64 is no encryption. Whoever can read the repository, its forks or an old clone has what stands in the
#   Secret, for ever.
# custom:
#   id: committed-secret
#   category: kubernetes/secret-exposure
#   severity: high
#   confidence: high
#   persona: essential
#   scope: document
#   platforms: [kubernetes]
#   remedy: Revoke what stands there; keep Secrets encrypted (SOPS, SealedSecret) or outside (External Secrets).
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/security/secrets-good-practices/
# schemas:
#   - input: schema.kubernetes
package groundwire.kubernetes.committed_secret

import data.groundwire.lib.kubernetes as k8s

findings contains {
	"at": [field, key],
	"subject": sprintf("%s/%s", [k8s.subject(input, ""), key]),
	"message": sprintf("Secret `%s` is committed with %s under `%s`, in plain text but for base64: whoever reads this repository has it. It has to be revoked.", [k8s.workload_name(input), _what(secret), key]),
	"severity": _severity(secret),
	"confidence": _confidence(secret),
} if {
	input.kind == "Secret"
	input.apiVersion == "v1"
	some [field, key, value] in _entries
	secret := k8s.secret_under(_name(key), value)
	not startswith(value, "ENC[")
}

# In a Secret every key is the name of one, but for a few that come along.
_name(key) := "secret" if not lower(key) in {"username", "user", "host", "port", "url", "tls.crt", "ca.crt", "endpoint", "database", "name", "type", "namespace", "email"}

_name(key) := key if lower(key) in {"username", "user", "host", "port", "url", "tls.crt", "ca.crt", "endpoint", "database", "name", "type", "namespace", "email"}

_entries contains ["stringData", key, value] if {
	some key, value in input.stringData
	is_string(value)
}

_entries contains ["data", key, value] if {
	some key, encoded in input.data
	is_string(encoded)
	compact := replace(replace(encoded, "\n", ""), " ", "")
	base64.is_valid(compact)
	value := base64.decode(compact)
}

_what(secret) := secret.what

_severity(secret) := "high" if secret.strong

_severity(secret) := "medium" if not secret.strong

_confidence(secret) := "high" if secret.strong

_confidence(secret) := "medium" if not secret.strong
