# METADATA
# title: Role widened
# description: >-
#   A role that is already bound gets more rights: whoever is bound to it, and whoever has one of their tokens, has
#   them the moment the change is applied.
# custom:
#   id: rbac-widened
#   category: kubernetes/rbac-dangerous-verbs
#   severity: high
#   confidence: medium
#   persona: essential
#   scope: document
#   platforms: [kubernetes]
#   remedy: Take the new rights back, or give them to a role of their own that few are bound to.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/security/rbac-good-practices/
#   - ref: https://kubernetes.io/docs/reference/access-authn-authz/rbac/
# schemas:
#   - input: schema.kubernetes
package groundwire.kubernetes.rbac_widened

import data.groundwire.lib.kubernetes as k8s

findings contains {
	"at": new.at,
	"subject": sprintf("%s/%s", [k8s.role_subject(input), new.resource]),
	"message": sprintf("%s `%s` may do more than before: %s on `%s`%s. Whoever is bound to it has that at once.", [input.kind, k8s.workload_name(input), _verbs(new.verbs), new.resource, _names(new)]),
} if {
	data.groundwire.before.kind == input.kind
	k8s.is_role(input)
	some found in k8s.role_rules(input)
	some index, resource in found.rule.resources
	verbs := [verb | some verb in found.rule.verbs; _is_new(found.rule, resource, verb)]
	count(verbs) > 0
	new := {"at": _place(found, index, verbs), "resource": resource, "verbs": verbs, "rule": found.rule}
}

_is_new(rule, resource, verb) if {
	count(object.get(rule, "resourceNames", [])) == 0
	not _is_everything(resource, verb)
	some group in rule.apiGroups
	_matters(group, resource, verb)
	not _was_allowed(group, resource, verb)
}

# A star on both sides is told as such.
_is_everything("*", "*")

_matters("", "secrets", verb) if verb in {"get", "list", "watch", "*"}

_matters("", resource, verb) if {
	resource in {"pods/exec", "pods/attach"}
	verb in {"get", "create", "*"}
}

_matters("", "pods/ephemeralcontainers", verb) if verb in {"update", "patch", "*"}

_matters("", "pods", verb) if verb in {"create", "*"}

_matters(group, resource, verb) if {
	group in {"", "*", "apps", "batch", "rbac.authorization.k8s.io"}
	"*" in {resource, verb}
}

_was_allowed(group, resource, verb) if {
	some old in k8s.role_rules(data.groundwire.before)
	k8s.allows(old.rule, {group}, {resource}, {verb})
}

# On the verb where some of the verbs are new, else on the resource.
_place(found, resource, verbs) := array.concat(found.path, ["verbs", [index | some index, verb in found.rule.verbs; verb == verbs[0]][0]]) if {
	count(verbs) < count(found.rule.verbs)
} else := array.concat(found.path, ["resources", resource])

_verbs(verbs) := concat(", ", [_verb(verb) | some verb in verbs])

_verb("*") := "every verb"

_verb(verb) := sprintf("`%s`", [verb]) if verb != "*"

# Before, it was so for objects of certain names only.
_names(new) := sprintf(" (before, only on those named %s)", [concat(", ", [sprintf("`%s`", [name]) | some name in old.rule.resourceNames])]) if {
	some old in k8s.role_rules(data.groundwire.before)
	count(old.rule.resourceNames) > 0
	new.resource in old.rule.resources
} else := ""
