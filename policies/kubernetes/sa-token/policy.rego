# METADATA
# title: Token of the API server in every container
# description: >-
#   Every container of the pod holds a token for the API server. Whoever takes one over speaks to the cluster as the
#   service account, and with what is bound to it.
# custom:
#   id: sa-token
#   category: kubernetes/sa-token
#   severity: low
#   confidence: medium
#   persona: strict
#   scope: workspace
#   platforms: [kubernetes]
#   remedy: Set automountServiceAccountToken to false in the pod, or in the service account where no pod needs the token.
# related_resources:
#   - ref: https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/#opt-out-of-api-credential-automounting
# schemas:
#   - input: schema.kubernetes_workspace
package groundwire.kubernetes.sa_token

import data.groundwire.lib.kubernetes as k8s

findings contains k8s.object_remark(workload, array.concat(k8s.pod_path(workload.object), ["automountServiceAccountToken"]), {
	"message": sprintf("Every container of `%s` gets a token of the service account `%s`%s: whoever takes one over speaks to the API server as it.", [workload.name, _account_name(workload.object), _why(workload.object)]),
	"fix": {"name": "set-field", "params": {"value": false}},
}) if {
	some workload in k8s.workspace_workloads
	k8s.is_whole_workload(workload.object)
	_mounts(workload)
	not _is_used(workload)
}

_why(object_) := " (`automountServiceAccountToken: true`)" if k8s.pod_spec(object_).automountServiceAccountToken == true

_why(object_) := "" if object.get(k8s.pod_spec(object_), "automountServiceAccountToken", null) != true

_mounts(workload) if k8s.pod_spec(workload.object).automountServiceAccountToken == true

_mounts(workload) if {
	object.get(k8s.pod_spec(workload.object), "automountServiceAccountToken", null) == null
	not _is_off_in_account(workload)
}

_is_off_in_account(workload) if {
	some account in _accounts
	account.name == _account_name(workload.object)
	k8s.same_namespace(account, workload)
	account.object.automountServiceAccountToken == false
}

_accounts := [entry | some entry in k8s.workspace_objects; entry.kind == "ServiceAccount"]

_account_name(object_) := name if {
	some field in ["serviceAccountName", "serviceAccount"]
	name := k8s.pod_spec(object_)[field]
	name != ""
} else := "default"

# Rights of its own are bound to the account here: the pod is made for speaking to the API server.
_is_used(workload) if {
	name := _account_name(workload.object)
	name != "default"
	some [bound, kind] in _bound_accounts
	kind == "ServiceAccount"
	bound == name
}

_bound_accounts contains [bound.name, bound.kind] if {
	some entry in k8s.workspace_objects
	k8s.is_role_binding(entry.object)
	some bound in entry.object.subjects
}
