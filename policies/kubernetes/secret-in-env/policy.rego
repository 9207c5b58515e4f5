# METADATA
# title: Secret in an environment variable
# description: >-
#   The environment is inherited by every child process, printed by crash reports and debug pages, and shown by
#   `/proc`; and it keeps the old value until the pod is replaced.
# custom:
#   id: secret-in-env
#   category: kubernetes/secret-exposure
#   severity: low
#   confidence: medium
#   persona: strict
#   scope: document
#   platforms: [kubernetes]
#   remedy: Mount the Secret as a file and read it when it is needed.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/security/secrets-good-practices/
# schemas:
#   - input: schema.kubernetes
package groundwire.kubernetes.secret_in_env

import data.groundwire.lib.kubernetes as k8s

findings contains {
	"at": at,
	"subject": k8s.subject(input, found.name),
	"message": sprintf("`%s` gets %s through its environment: child processes inherit it, crash reports print it, and a new value waits for a restart.", [k8s.title(input, found), _what(count(places))]),
} if {
	some found in k8s.containers(input)
	places := array.concat(
		[array.concat(found.path, ["env", index, "valueFrom", "secretKeyRef"]) |
			some index, variable in found.container.env
			variable.valueFrom.secretKeyRef
		],
		[array.concat(found.path, ["envFrom", index, "secretRef"]) |
			some index, source in found.container.envFrom
			source.secretRef
		],
	)
	at := places[0]
}

_what(1) := "a Secret"

_what(several) := sprintf("Secrets (%d references)", [several]) if several > 1
