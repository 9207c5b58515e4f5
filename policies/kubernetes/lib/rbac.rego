package groundwire.lib.kubernetes

# What the rules of roles allow.

_all := "*"

# The rules of a Role or ClusterRole, each with its place; none where the cluster fills them in from other roles.
role_rules(role) := [{"rule": rule, "path": ["rules", index]} |
	is_role(role)
	count(object.get(role, ["aggregationRule", "clusterRoleSelectors"], [])) == 0
	some index, rule in role.rules
	is_object(rule)
]

is_role(document) if {
	document.kind in {"Role", "ClusterRole"}
	_is_rbac(document)
}

is_role_binding(document) if {
	document.kind in {"RoleBinding", "ClusterRoleBinding"}
	_is_rbac(document)
}

_is_rbac(document) if startswith(document.apiVersion, "rbac.authorization.k8s.io/")

_is_rbac(document) if startswith(document.apiVersion, "authorization.openshift.io/")

# Does the list hold one of these, or the star?
rule_names(rule, field, wanted) if {
	some value in rule[field]
	value in (wanted | {_all})
}

# A list without the star.
rule_names_plainly(rule, field, wanted) if {
	some value in rule[field]
	value in wanted
}

# Does a rule allow one of these verbs on one of these resources of an API group, each named or by a star?
# What holds for objects of certain names only is left to whoever chose the names.
allows(rule, groups, resources, verbs) if {
	rule_names(rule, "apiGroups", groups)
	_names_resource(rule, resources)
	rule_names(rule, "verbs", verbs)
	count(object.get(rule, "resourceNames", [])) == 0
}

_names_resource(rule, resources) if rule_names(rule, "resources", resources)

# `pods/*`, `*/exec`
_names_resource(rule, resources) if {
	some value in rule.resources
	contains(value, _all)
	some resource in resources
	glob.match(value, ["/"], resource)
}

# Of a list, what is named there for a person: the wanted ones, or the star that stands for them.
named_values(rule, field, wanted) := concat(", ", sort({sprintf("`%s`", [value]) | some value in rule[field]; value in (wanted | {_all})}))

# The place of the value that a person would take away.
rule_value_path(found, field, wanted) := array.concat(found.path, [field, index]) if {
	some index in [min({i | some i, value in found.rule[field]; value in wanted})]
} else := array.concat(found.path, [field, index]) if {
	some index in [min({i | some i, value in found.rule[field]; contains(value, _all)})]
} else := array.concat(found.path, [field])

# Everything, everywhere.
is_all_powerful(role) if {
	some found in role_rules(role)
	_all in found.rule.apiGroups
	_all in found.rule.resources
	_allows_all_verbs(found.rule)
}

_allows_all_verbs(rule) if _all in rule.verbs

_allows_all_verbs(rule) if count({"get", "list", "watch", "create", "update", "patch", "delete"} - {verb | some verb in rule.verbs}) == 0

# `ClusterRole/deployer`
role_subject(document) := subject(document, "")
