package groundwire.kubernetes.hpa_min_replicas_test

import data.groundwire.kubernetes.hpa_min_replicas as rule

_hpa(spec) := {"apiVersion": "autoscaling/v2", "kind": "HorizontalPodAutoscaler", "metadata": {"name": "web"}, "spec": object.union({"maxReplicas": 9}, spec)}

_judged(spec) := found if {
	found := rule.findings with input as _hpa(spec)
}

test_one if {
	[finding] := [f | some f in _judged({"minReplicas": 1, "scaleTargetRef": {"name": "shop"}})]
	finding.at == ["spec", "minReplicas"]
	contains(finding.message, "one pod of `shop`")
	[other] := [f | some f in _judged({"minReplicas": 1})]
	contains(other.message, "of its target")
}

test_two_or_unwritten if {
	count(_judged({"minReplicas": 2})) == 0
	count(_judged({})) == 0
}

test_for_other_rules if {
	count(_judged({"minReplicas": 1, "maxReplicas": 1})) == 0
	count(rule.findings) == 0 with input as _hpa({"minReplicas": 1}) with data.groundwire.before as _hpa({"minReplicas": 3})
}
