# METADATA
# title: Role that can give itself more rights
# description: >-
#   With some rights a role is more than it says: who may escalate, bind, impersonate, approve certificates, mint
#   tokens, reach the kubelet or change admission becomes administrator of the cluster in a step or two.
# custom:
#   id: rbac-escalation
#   category: kubernetes/rbac-dangerous-verbs
#   severity: high
#   confidence: high
#   persona: essential
#   scope: document
#   platforms: [kubernetes]
#   remedy: Take the verb away, or name the objects it is for with resourceNames.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/security/rbac-good-practices/
#   - ref: https://kubernetes.io/docs/reference/access-authn-authz/rbac/
# schemas:
#   - input: schema.kubernetes
package groundwire.kubernetes.rbac_escalation

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

_severity(risk) := risk.severity if input.kind == "ClusterRole"

_severity(_) := "medium" if input.kind == "Role"

# A star on both sides is told as such.
_is_told_elsewhere(rule) if {
	"*" in rule.resources
	"*" in rule.verbs
}

_rbac := {"rbac.authorization.k8s.io"}

_risks := {
	"escalate": {
		"groups": _rbac, "resources": {"roles", "clusterroles"}, "verbs": {"escalate"}, "field": "verbs", "severity": "high",
		"effect": "it can write roles with rights that it has not, and so have them all",
	},
	"bind": {
		"groups": _rbac, "resources": {"roles", "clusterroles", "rolebindings", "clusterrolebindings"}, "verbs": {"bind"}, "field": "verbs", "severity": "high",
		"effect": "it can bind itself to any role, `cluster-admin` included",
	},
	"impersonate": {
		"groups": {""}, "resources": {"users", "groups", "serviceaccounts"}, "verbs": {"impersonate"}, "field": "verbs", "severity": "high",
		"effect": "it can act as anybody whom the star or the list takes in, administrators included",
	},
	"certificates": {
		"groups": {"certificates.k8s.io"}, "resources": {"certificatesigningrequests/approval"}, "verbs": {"update", "patch"}, "field": "resources", "severity": "high",
		"effect": "it can approve a client certificate in any name",
	},
	"tokens": {
		"groups": {""}, "resources": {"serviceaccounts/token"}, "verbs": {"create"}, "field": "resources", "severity": "medium",
		"effect": "it can make a token of every service account it reaches, and act as it",
	},
	"kubelet": {
		"groups": {""}, "resources": {"nodes/proxy"}, "verbs": {"get", "create", "update", "patch"}, "field": "resources", "severity": "medium",
		"effect": "it reaches the kubelet's own interface, and runs commands in every pod of the node past audit and admission",
	},
	"admission": {
		"groups": {"admissionregistration.k8s.io"}, "resources": {"mutatingwebhookconfigurations", "validatingwebhookconfigurations"}, "verbs": {"create", "update", "patch"}, "field": "resources", "severity": "medium",
		"effect": "it can read and change every object that is written to the cluster, Secrets included",
	},
}
