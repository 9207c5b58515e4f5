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
	"at": entry.at,
	"subject": sprintf("%s/%s", [k8s.subject(input, ""), entry.key]),
	"message": sprintf("Secret `%s` is committed with %s under `%s`, in plain text but for base64: whoever reads this repository has it. It has to be revoked.", [k8s.workload_name(input), secret.what, entry.key]),
} if {
	some entry in k8s.secret_entries(input)
	secret := k8s.secret_under(entry.name, entry.value)
	secret.strong
}
