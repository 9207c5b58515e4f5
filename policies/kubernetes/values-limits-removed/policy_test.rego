package groundwire.kubernetes.values_limits_removed_test

import data.groundwire.kubernetes.values_limits_removed as rule

_before := {"server": {"image": "a", "resources": {"limits": {"memory": "1Gi"}}}}

test_taken_away if {
	[finding] := [f | some f in rule.findings] with input as {"server": {"image": "a", "resources": {}}} with data.groundwire.before as _before
	finding.subject != ""
}

test_kept if {
	count(rule.findings) == 0 with input as _before with data.groundwire.before as _before
}

test_the_component_is_gone if {
	count(rule.findings) == 0 with input as {"other": {}} with data.groundwire.before as _before
}

test_nothing_before if {
	count(rule.findings) == 0 with input as {"server": {"image": "a", "resources": {}}}
}

# The containers of a list are told by their names.
test_containers_of_a_list if {
	limited := {"name": "app", "resources": {"limits": {"memory": "1Gi"}}}
	bare := {"name": "app", "resources": {}}
	side := {"name": "side"}
	count(rule.findings) == 0 with input as {"containers": [side, limited]} with data.groundwire.before as {"containers": [limited]}
	[finding] := [f | some f in rule.findings] with input as {"containers": [side, bare]} with data.groundwire.before as {"containers": [limited]}
	finding.at == ["containers", 1, "resources", "limits", "memory"]
}

test_moved_a_level if {
	count(rule.findings) == 0 with input as {"controllers": {"main": {"resources": {"limits": {"memory": "1Gi"}}}}} with data.groundwire.before as {"resources": {"limits": {"memory": "1Gi"}}, "controllers": {"main": {}}}
	count(rule.findings) == 0 with input as {"resources": {"limits": {"memory": "1Gi"}}, "controllers": {"main": {}}} with data.groundwire.before as {"controllers": {"main": {"resources": {"limits": {"memory": "1Gi"}}}}}
}

test_turned_off if {
	count(rule.findings) == 0 with input as {"server": {"enabled": false, "resources": {}}} with data.groundwire.before as _before
}

_custom(resources) := {"apiVersion": "monitoring.coreos.com/v1", "kind": "Alertmanager", "metadata": {"name": "main"}, "spec": {"replicas": 3, "resources": resources}}

test_custom_resource if {
	limits := {"limits": {"memory": "1Gi"}}
	[finding] := [f | some f in rule.findings] with input as _custom({}) with data.groundwire.before as _custom(limits)
	finding.at == ["spec", "resources", "limits", "memory"]
	count(rule.findings) == 0 with input as _custom(limits) with data.groundwire.before as _custom(limits)
}

# What other rules judge, or what is about other objects.
test_objects_that_are_none_of_it if {
	limits := {"limits": {"memory": "1Gi"}}
	every change in [{"apiVersion": "kyverno.io/v1", "kind": "ClusterPolicy"}, {"apiVersion": "apps/v1", "kind": "Deployment"}, {"apiVersion": "helm.toolkit.fluxcd.io/v2", "kind": "HelmRelease"}] {
		count(rule.findings) == 0 with input as object.union(_custom({}), change) with data.groundwire.before as object.union(_custom(limits), change)
	}
}
