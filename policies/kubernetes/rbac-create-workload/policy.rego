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
#   scope: document
#   platforms: [kubernetes]
#   remedy: Leave the right to the deployer, in namespaces of their own.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/security/rbac-good-practices/
#   - ref: https://kubernetes.io/docs/reference/access-authn-authz/rbac/
# schemas:
#   - input: schema.kubernetes
package groundwire.kubernetes.rbac_create_workload

import data.groundwire.lib.kubernetes as k8s

findings contains {
	"at": k8s.rule_value_path(found, risk.field, risk[risk.field]),
	"subject": sprintf("%s/%s", [k8s.role_subject(input), name]),
	"message": sprintf("%s `%s` %s %s on %s: %s.", [input.kind, k8s.workload_name(input), _verb(risk), k8s.named_values(found.rule, "verbs", risk.verbs), _resources(found.rule, risk.resources), risk.effect]),
	"severity": _severity(risk),
} if {
	some name, risk in _risks
	found := [each | some each in k8s.role_rules(input); k8s.allows(each.rule, risk.groups, risk.resources, risk.verbs); not _is_told_elsewhere(each.rule)][0]
}

_verb(risk) := "may now use" if {
	data.groundwire.before.kind == input.kind
	not _was_allowed(risk)
} else := "may use"

_was_allowed(risk) if {
	some found in k8s.role_rules(data.groundwire.before)
	k8s.allows(found.rule, risk.groups, risk.resources, risk.verbs)
}

_resources(rule, wanted) := concat(", ", sort({sprintf("`%s`", [value]) | some value in rule.resources; _is_wanted(value, wanted)}))

_is_wanted(value, wanted) if value in wanted

_is_wanted(value, _) if contains(value, "*")

_severity(_) := "medium" if input.kind == "ClusterRole"

_severity(_) := "low" if input.kind == "Role"

# A star on both sides is told as such.
_is_told_elsewhere(rule) if {
	"*" in rule.resources
	"*" in rule.verbs
}

_risks := {
	"pods": {
		"groups": {""}, "resources": {"pods"}, "verbs": {"create"}, "field": "verbs",
		"effect": "a pod of its making has any service account and Secret of its namespace",
	},
	"workloads": {
		"groups": {"apps", "batch", "extensions"}, "resources": {"deployments", "daemonsets", "statefulsets", "replicasets", "jobs", "cronjobs"}, "verbs": {"create"}, "field": "verbs",
		"effect": "a pod of its making has any service account and Secret of its namespace",
	},
}
