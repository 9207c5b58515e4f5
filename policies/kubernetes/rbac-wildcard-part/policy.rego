# METADATA
# title: Role with a star
# description: >-
#   A star takes in what is there and whatever is installed later: a new resource, subresource or verb is allowed
#   without anybody having decided it.
# custom:
#   id: rbac-wildcard-part
#   category: kubernetes/rbac-wildcard
#   severity: medium
#   confidence: medium
#   persona: strict
#   scope: document
#   platforms: [kubernetes]
#   remedy: Name the resources and verbs that are needed.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/security/rbac-good-practices/
#   - ref: https://kubernetes.io/docs/reference/access-authn-authz/rbac/
# schemas:
#   - input: schema.kubernetes
package groundwire.kubernetes.rbac_wildcard_part

import data.groundwire.kubernetes.rbac_wildcard
import data.groundwire.lib.kubernetes as k8s

findings contains {
	"at": k8s.rule_value_path(found, field, {"*"}),
	"subject": sprintf("%s/%s/%s", [k8s.role_subject(input), field, _about(found.rule, field)]),
	"message": sprintf("%s `%s` allows %s: what is added to the API later is allowed too.", [input.kind, k8s.workload_name(input), _text(found.rule, field)]),
	"severity": _severity(found.rule),
} if {
	some found in k8s.role_rules(input)
	some field in ["resources", "verbs"]
	some value in found.rule[field]
	_is_star(field, value)
	not _is_told_elsewhere(found)
	not _is_second(found.rule, field)
}

findings contains {
	"at": k8s.rule_value_path(found, "nonResourceURLs", {"*"}),
	"subject": sprintf("%s/nonResourceURLs", [k8s.role_subject(input)]),
	"message": sprintf("%s `%s` allows every path of the API server that is no resource, also those for debugging.", [input.kind, k8s.workload_name(input)]),
} if {
	some found in k8s.role_rules(input)
	"*" in found.rule.nonResourceURLs
}

_is_star(_, "*")

_is_star("resources", "*/*")

# A rule with two stars is told once.
_is_second(rule, "verbs") if {
	some value in rule.resources
	_is_star("resources", value)
}

_about(rule, "verbs") := concat(",", sort(object.get(rule, "resources", [])))

_about(rule, "resources") := concat(",", sort(object.get(rule, "apiGroups", [])))

_text(rule, "verbs") := sprintf("every verb on %s", [_listed([sprintf("`%s`", [value]) | some value in rule.resources])])

_text(rule, "resources") := sprintf("%s on every resource of %s", [concat(", ", [sprintf("`%s`", [value]) | some value in rule.verbs]), _groups(rule)])

_listed(names) := concat(", ", names) if count(names) < 6

_listed(names) := sprintf("%s and %d more", [concat(", ", array.slice(names, 0, 4)), count(names) - 4]) if count(names) > 5

_groups(rule) := concat(", ", [_group(group) | some group in object.get(rule, "apiGroups", [])])

_group("") := "the core group"

_group("*") := "all groups"

_group(name) := sprintf("`%s`", [name]) if not name in {"", "*"}

_severity(rule) := "medium" if {
	some group in rule.apiGroups
	group in {"*", "", "apps", "rbac.authorization.k8s.io"}
} else := "low"

_is_told_elsewhere(found) if {
	some other in rbac_wildcard.findings
	array.slice(other.at, 0, 2) == found.path
}
