package groundwire.kubernetes.no_spread_test

import data.groundwire.kubernetes.no_spread as rule

_workload(kind, spec, containers) := {
	"apiVersion": "apps/v1",
	"kind": kind,
	"metadata": {"name": "web", "namespace": "shop"},
	"spec": object.union(spec, {"template": {"spec": {"containers": containers}}}),
}

_several(pod) := {
	"apiVersion": "apps/v1",
	"kind": "Deployment",
	"metadata": {"name": "web", "namespace": "shop"},
	"spec": {"replicas": 3, "template": {"metadata": {"labels": {"app": "web"}}, "spec": object.union({"containers": [{"name": "app", "image": "a:1"}]}, pod)}},
}

_anti(term) := {"affinity": {"podAntiAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": [object.union({"topologyKey": "kubernetes.io/hostname"}, term)]}}}

_own := {"labelSelector": {"matchLabels": {"app": "web"}}}

test_nothing if {
	[finding] := [f | some f in rule.findings] with input as _several({})
	finding.at == ["spec", "template", "spec", "topologySpreadConstraints"]
	finding.severity == "medium"
	contains(finding.message, "all 3 may stand")
}

test_constraints if {
	count(rule.findings) == 0 with input as _several({"topologySpreadConstraints": [{"maxSkew": 1, "topologyKey": "zone", "labelSelector": {}}]})
	count(rule.findings) == 1 with input as _several({"topologySpreadConstraints": []})
}

test_anti_affinity if {
	count(rule.findings) == 0 with input as _several(_anti(_own))
	count(rule.findings) == 0 with input as _several({"affinity": {"podAntiAffinity": {"preferredDuringSchedulingIgnoredDuringExecution": [{"weight": 1, "podAffinityTerm": _own}]}}})
	count(rule.findings) == 0 with input as _several(_anti(object.union(_own, {"namespaces": ["shop"]})))
}

test_anti_affinity_of_others if {
	[finding] := [f | some f in rule.findings] with input as _several(_anti({"labelSelector": {"matchLabels": {"app": "db"}}}))
	contains(finding.message, "chooses other pods")
	count(rule.findings) == 1 with input as _several(_anti(object.union(_own, {"namespaces": ["other"]})))
}

test_the_number_is_not_written if {
	{f.severity | some f in rule.findings} == {"low"} with input as _workload("Deployment", {}, [{"name": "app", "image": "a:1"}])
	count(rule.findings) == 0 with input as _workload("Deployment", {}, [{"name": "app"}])
}

test_one_or_one_a_node if {
	count(rule.findings) == 0 with input as _workload("Deployment", {"replicas": 1}, [{"name": "app", "image": "a:1"}])
	count(rule.findings) == 0 with input as _workload("DaemonSet", {}, [{"name": "app", "image": "a:1"}])
}

test_lost_is_for_another_rule if {
	count(rule.findings) == 0 with input as _several({}) with data.groundwire.before as _several(_anti(_own))
}
