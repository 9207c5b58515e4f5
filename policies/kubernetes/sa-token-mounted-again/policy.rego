# METADATA
# title: Token of the API server mounted again
# description: >-
#   The pod had no token for the API server and has one now: whoever takes over one of its containers speaks to the
#   cluster as its service account.
# custom:
#   id: sa-token-mounted-again
#   category: kubernetes/sa-token
#   severity: medium
#   confidence: high
#   persona: essential
#   scope: document
#   platforms: [kubernetes]
#   remedy: Set automountServiceAccountToken to false again.
# related_resources:
#   - ref: https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/#opt-out-of-api-credential-automounting
# schemas:
#   - input: schema.kubernetes
package groundwire.kubernetes.sa_token_mounted_again

import data.groundwire.lib.kubernetes as k8s

findings contains {
	"at": array.concat(k8s.pod_path(input), ["automountServiceAccountToken"]),
	"subject": k8s.subject(input, ""),
	"message": sprintf("`automountServiceAccountToken: false` of `%s` is gone: every container of it gets a token for the API server again.", [k8s.workload_name(input)]),
	"fix": {"name": "set-field", "params": {"value": false}},
} if {
	k8s.pod_spec(data.groundwire.before).automountServiceAccountToken == false
	object.get(k8s.pod_spec(input), "automountServiceAccountToken", true) == true
}

findings contains {
	"at": ["automountServiceAccountToken"],
	"subject": k8s.subject(input, ""),
	"message": sprintf("`automountServiceAccountToken: false` of the service account `%s` is gone: every pod that uses it gets its token again, unless it refuses.", [k8s.workload_name(input)]),
	"fix": {"name": "set-field", "params": {"value": false}},
} if {
	input.kind == "ServiceAccount"
	data.groundwire.before.automountServiceAccountToken == false
	object.get(input, "automountServiceAccountToken", true) == true
}
