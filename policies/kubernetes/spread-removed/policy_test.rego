package groundwire.kubernetes.spread_removed_test

import data.groundwire.kubernetes.spread_removed as rule

_several(pod) := {
	"apiVersion": "apps/v1",
	"kind": "Deployment",
	"metadata": {"name": "web"},
	"spec": {"replicas": 3, "template": {"metadata": {"labels": {"app": "web"}}, "spec": object.union({"containers": [{"name": "app", "image": "a:1"}]}, pod)}},
}

_anti := {"affinity": {"podAntiAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": [{"topologyKey": "kubernetes.io/hostname", "labelSelector": {"matchLabels": {"app": "web"}}}]}}}

_constraint := {"topologySpreadConstraints": [{"maxSkew": 1, "topologyKey": "zone"}]}

test_a_constraint_is_gone if {
	[finding] := [f | some f in rule.findings] with input as _several({}) with data.groundwire.before as _several(_constraint)
	finding.at == ["spec", "template", "spec", "topologySpreadConstraints"]
	contains(finding.message, "over `zone`")
}

test_an_anti_affinity_is_gone if {
	[finding] := [f | some f in rule.findings] with input as _several({}) with data.groundwire.before as _several(_anti)
	contains(finding.message, "an anti-affinity")
}

test_one_for_the_other if {
	count(rule.findings) == 0 with input as _several(_constraint) with data.groundwire.before as _several(_anti)
}

test_one_replica_is_left if {
	one := json.patch(_several({}), [{"op": "replace", "path": "/spec/replicas", "value": 1}])
	count(rule.findings) == 0 with input as one with data.groundwire.before as _several(_anti)
}

test_never_there if {
	count(rule.findings) == 0 with input as _several({}) with data.groundwire.before as _several({})
	count(rule.findings) == 0 with input as _several({})
}
