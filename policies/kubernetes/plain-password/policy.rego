# METADATA
# title: Password in a manifest
# description: >-
#   A password that stands in the manifest is the same on every cluster, known to all who can read the repository,
#   and is hardly ever changed.
# custom:
#   id: plain-password
#   category: kubernetes/secret-exposure
#   severity: medium
#   confidence: medium
#   persona: recommended
#   scope: document
#   platforms: [kubernetes]
#   remedy: Read the value from a Secret with secretKeyRef, or better from a mounted file.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/security/secrets-good-practices/
# schemas:
#   - input: schema.kubernetes
package groundwire.kubernetes.plain_password

import data.groundwire.lib.kubernetes as k8s

findings contains {
	"at": text.at,
	"subject": sprintf("%s/%s", [k8s.subject(input, text.part), object.get(text, "label", text.name)]),
	"message": sprintf("`%s` of `%s` looks like a secret and has its value in the manifest: whoever reads this repository has it, on every cluster.", [object.get(text, "label", text.name), text["in"]]),
} if {
	some text in _texts
	secret := k8s.secret_under(text.name, text.value)
	not secret.strong
}

# The texts, with the object that holds them.
_texts := array.concat(
	[object.union(text, {"in": k8s.title(input, found), "part": found.name}) |
		some found in k8s.containers(input)
		some text in array.concat(k8s.literal_environment(found), k8s.literal_options(found))
	],
	array.concat(
		[object.union(text, {"in": k8s.workload_name(input), "part": ""}) | some text in k8s.config_entries(input)],
		[object.union(text, {"in": k8s.workload_name(input), "part": "", "label": text.key}) | some text in k8s.secret_entries(input)],
	),
)
