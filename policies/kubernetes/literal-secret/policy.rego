# METADATA
# title: Secret written into a manifest
# description: >-
#   Everybody who can read the repository, its forks, its build logs or the object in the cluster has the secret,
#   for ever: history keeps it after the line is gone.
# custom:
#   id: literal-secret
#   category: kubernetes/secret-exposure
#   severity: high
#   confidence: high
#   persona: essential
#   scope: document
#   platforms: [kubernetes]
#   remedy: Revoke it, put the new one into a Secret that is made outside the repository, and read it with secretKeyRef or a mounted file.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/security/secrets-good-practices/
# schemas:
#   - input: schema.kubernetes
package groundwire.kubernetes.literal_secret

import data.groundwire.lib.kubernetes as k8s

findings contains {
	"at": text.at,
	"subject": sprintf("%s/%s", [k8s.subject(input, text.part), text.name]),
	"message": sprintf("`%s` of `%s` holds %s in plain text: whoever reads this repository or the object in the cluster has it. It has to be revoked.", [text.name, text["in"], secret.what]),
} if {
	some text in _texts
	secret := k8s.secret_under(text.name, text.value)
	secret.strong
}

# The texts, with the object that holds them.
_texts := array.concat(
	[object.union(text, {"in": k8s.title(input, found), "part": found.name}) |
		some found in k8s.containers(input)
		some text in array.concat(k8s.literal_environment(found), k8s.literal_options(found))
	],
	[object.union(text, {"in": k8s.workload_name(input), "part": ""}) | some text in k8s.config_entries(input)],
)
