# METADATA
# title: Role that allows everything in an API group
# description: >-
#   A star takes in what is there and whatever is installed later. With all verbs on all resources a role reads
#   every Secret, writes every workload, and gives itself any right.
# custom:
#   id: rbac-wildcard
#   category: kubernetes/rbac-wildcard
#   severity: high
#   confidence: high
#   persona: essential
#   scope: document
#   platforms: [kubernetes]
#   remedy: Name the resources and verbs that are needed.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/security/rbac-good-practices/
#   - ref: https://kubernetes.io/docs/reference/access-authn-authz/rbac/
# schemas:
#   - input: schema.kubernetes
package groundwire.kubernetes.rbac_wildcard

import data.groundwire.lib.kubernetes as k8s

findings contains {
	"at": k8s.rule_value_path(found, "verbs", {"*"}),
	"subject": sprintf("%s/%s", [k8s.role_subject(input), concat(",", sort(found.rule.apiGroups))]),
	"message": sprintf("%s `%s` %s every verb on every resource of %s: it reads Secrets, starts pods and gives itself any right, and so does whoever has its token.", [input.kind, k8s.workload_name(input), _verb, _groups(found.rule)]),
	"severity": _severity,
} if {
	some found in k8s.role_rules(input)
	_is_wild(found.rule)
}

_is_wild(rule) if {
	"*" in rule.verbs
	"*" in rule.resources
	some group in rule.apiGroups
	group in {"*", "", "rbac.authorization.k8s.io", "apps"}
}

_verb := "now allows" if {
	data.groundwire.before.kind == input.kind
	not _was_wild
} else := "allows"

_was_wild if {
	some found in k8s.role_rules(data.groundwire.before)
	_is_wild(found.rule)
}

_groups(rule) := "all API groups" if "*" in rule.apiGroups

_groups(rule) := sprintf("the API groups %s", [concat(", ", [_group(group) | some group in rule.apiGroups])]) if not "*" in rule.apiGroups

_group("") := "core"

_group(name) := sprintf("`%s`", [name]) if name != ""

_severity := "high" if input.kind == "ClusterRole"

_severity := "medium" if input.kind == "Role"
