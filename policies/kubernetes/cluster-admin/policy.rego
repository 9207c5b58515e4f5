# METADATA
# title: Binding to all rights
# description: >-
#   Who is bound to cluster-admin may do anything: read every Secret, run anything on every node, delete the
#   cluster's contents. One stolen token of such a service account is the whole cluster.
# custom:
#   id: cluster-admin
#   category: kubernetes/cluster-admin
#   severity: high
#   confidence: high
#   persona: essential
#   scope: workspace
#   platforms: [kubernetes]
#   remedy: Bind a role that names the resources and verbs that are needed.
# related_resources:
#   - ref: https://kubernetes.io/docs/reference/access-authn-authz/rbac/#user-facing-roles
#   - ref: https://kubernetes.io/docs/concepts/security/rbac-good-practices/
# schemas:
#   - input: schema.kubernetes_workspace
package groundwire.kubernetes.cluster_admin

import data.groundwire.lib.kubernetes as k8s

findings contains k8s.object_remark(entry, ["roleRef", "name"], {
	"message": sprintf("%s `%s` gives %s all rights%s (`%s`)%s.", [entry.kind, entry.name, _whom(entry.object), _where(entry), entry.object.roleRef.name, _former(entry)]),
	"severity": _severity(entry),
}) if {
	some entry in k8s.workspace_objects
	k8s.is_role_binding(entry.object)
	_gives_all(entry)
}

# Groups that stand for everybody, or past all roles.
findings contains k8s.object_remark(entry, ["subjects", index, "name"], {
	"subject": sprintf("%s/%s", [k8s.subject(entry.object, ""), bound.name]),
	"message": sprintf("%s `%s` binds `%s` to %s: %s.", [entry.kind, entry.name, bound.name, _role(entry.object), effect.text]),
	"severity": effect.severity,
}) if {
	some entry in k8s.workspace_objects
	k8s.is_role_binding(entry.object)
	some index, bound in entry.object.subjects
	effect := _everybody[bound.name]
	bound.kind in effect.kinds
}

_everybody := {
	"system:unauthenticated": {"kinds": {"Group"}, "severity": "high", "text": "whoever reaches the API server has these rights, without any credentials"},
	"system:anonymous": {"kinds": {"User"}, "severity": "high", "text": "whoever reaches the API server has these rights, without any credentials"},
	"system:authenticated": {"kinds": {"Group"}, "severity": "medium", "text": "every user and every service account of the cluster has these rights"},
	"system:serviceaccounts": {"kinds": {"Group"}, "severity": "medium", "text": "every pod of the cluster has these rights"},
	"system:masters": {"kinds": {"Group"}, "severity": "high", "text": "this group passes every check, and no removed binding takes that away"},
}

_role(binding) := sprintf("`%s`", [binding.roleRef.name])

_gives_all(entry) if entry.object.roleRef.name == "cluster-admin"

# By what it allows, whatever it is called.
_gives_all(entry) if {
	entry.object.roleRef.name != "cluster-admin"
	some role in _all_powerful
	role.kind == entry.object.roleRef.kind
	role.name == entry.object.roleRef.name
	_may_mean(entry, role)
}

_may_mean(_, role) if role.kind == "ClusterRole"

_may_mean(entry, role) if {
	role.kind == "Role"
	k8s.same_namespace(entry, role)
}

_all_powerful := [entry |
	some entry in k8s.workspace_objects
	k8s.is_all_powerful(entry.object)
]

_where(entry) := " in the whole cluster" if entry.kind == "ClusterRoleBinding"

_where(entry) := " in its namespace" if entry.kind == "RoleBinding"

_severity(entry) := "high" if entry.kind == "ClusterRoleBinding"

_severity(entry) := "medium" if entry.kind == "RoleBinding"

_whom(binding) := concat(", ", [sprintf("`%s`", [bound.name]) | some bound in binding.subjects; is_string(bound.name)]) if {
	count(binding.subjects) > 0
} else := "whoever is added to it"

_former(entry) := sprintf("; before: `%s`", [former.roleRef.name]) if {
	former := k8s.former_object(entry)
	former.roleRef.name != entry.object.roleRef.name
} else := ""
