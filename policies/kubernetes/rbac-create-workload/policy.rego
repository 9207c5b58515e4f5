# METADATA
# title: Role that starts pods
# description: >-
#   Who may start a pod in a namespace may use every service account, Secret and volume of that namespace: the pod
#   names them and hands them out.
# custom:
#   id: rbac-create-workload
#   category: kubernetes/rbac-dangerous-verbs
#   severity: low
#   confidence: medium
#   persona: strict
#   scope: workspace
#   platforms: [kubernetes]
#   remedy: Leave the right to the deployer, in namespaces of their own.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/security/rbac-good-practices/
#   - ref: https://kubernetes.io/docs/reference/access-authn-authz/rbac/
# schemas:
#   - input: schema.kubernetes_workspace
package groundwire.kubernetes.rbac_create_workload

import data.groundwire.lib.kubernetes as k8s

findings contains k8s.object_remark(entry, k8s.rule_value_path(found, "verbs", {"create"}), {
	"message": sprintf("%s `%s` %s, and `%s` binds it to %s: a pod of their making has any service account and Secret of its namespace.", [entry.kind, entry.name, _verb(entry), binding.name, _whom(binding.object)]),
	"severity": _severity(entry),
}) if {
	some entry in k8s.workspace_objects
	k8s.is_role(entry.object)
	found := [each | some each in k8s.role_rules(entry.object); _starts(each.rule)][0]
	binding := [other | some other in k8s.workspace_objects; _binds(other, entry)][0]
}

_starts(rule) if {
	some [group, resources] in [
		["", {"pods"}],
		["apps", {"deployments", "daemonsets", "statefulsets", "replicasets"}],
		["batch", {"jobs", "cronjobs"}],
	]
	k8s.allows(rule, {group}, resources, {"create"})
	not _is_told_elsewhere(rule)
}

# A star on both sides is told as such.
_is_told_elsewhere(rule) if {
	"*" in rule.resources
	"*" in rule.verbs
}

_binds(binding, role) if {
	k8s.is_role_binding(binding.object)
	binding.object.roleRef.kind == role.kind
	binding.object.roleRef.name == role.name
	count(binding.object.subjects) > 0
}

_whom(binding) := concat(", ", [sprintf("`%s`", [bound.name]) | some bound in binding.subjects; is_string(bound.name)])

_verb(entry) := "may now start pods" if {
	former := k8s.former_object(entry)
	count([each | some each in k8s.role_rules(former); _starts(each.rule)]) == 0
} else := "may start pods"

_severity(entry) := "medium" if entry.kind == "ClusterRole"

_severity(entry) := "low" if entry.kind == "Role"
