# METADATA
# title: Role that reads secrets or enters pods
# description: >-
#   Who reads Secrets has every credential in them, tokens of other service accounts included; who enters pods has
#   what these have.
# custom:
#   id: rbac-dangerous-verbs
#   category: kubernetes/rbac-dangerous-verbs
#   severity: medium
#   confidence: medium
#   persona: recommended
#   scope: document
#   platforms: [kubernetes]
#   remedy: Name the Secrets with resourceNames, or leave the right to a role that few are bound to.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/security/rbac-good-practices/
#   - ref: https://kubernetes.io/docs/reference/access-authn-authz/rbac/
# schemas:
#   - input: schema.kubernetes
package groundwire.kubernetes.rbac_dangerous_verbs

import data.groundwire.lib.kubernetes as k8s

findings contains {
	"at": k8s.rule_value_path(found, risk.field, risk[risk.field]),
	"subject": sprintf("%s/%s", [k8s.role_subject(input), name]),
	"message": sprintf("%s `%s` %s %s on %s: %s.", [input.kind, k8s.workload_name(input), _verb(risk), k8s.named_values(found.rule, "verbs", risk.verbs), _resources(found.rule, risk.resources), risk.effect]),
	"severity": _severity(risk),
} if {
	some name, risk in _risks
	found := [each | some each in k8s.role_rules(input); k8s.allows(each.rule, risk.groups, risk.resources, risk.verbs); not _is_told_elsewhere(each.rule)][0]
	not _is_new(risk)
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

# Told as a widened role.
_is_new(risk) if {
	data.groundwire.before.kind == input.kind
	not _was_allowed(risk)
}

_risks := {
	"secrets": {
		"groups": {""}, "resources": {"secrets"}, "verbs": {"get", "list", "watch"}, "field": "resources",
		"effect": "every credential that it reaches is read with one stolen token",
	},
	"exec": {
		"groups": {""}, "resources": {"pods/exec", "pods/attach"}, "verbs": {"get", "create"}, "field": "resources",
		"effect": "it runs commands in other pods, with their rights and secrets",
	},
	"debug": {
		"groups": {""}, "resources": {"pods/ephemeralcontainers"}, "verbs": {"update", "patch"}, "field": "resources",
		"effect": "it puts a container of its own into running pods",
	},
}
