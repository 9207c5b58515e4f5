package groundwire.kubernetes.hpa_bounds_test

import data.groundwire.kubernetes.hpa_bounds as rule

_hpa(spec) := {"apiVersion": "autoscaling/v2", "kind": "HorizontalPodAutoscaler", "metadata": {"name": "web"}, "spec": spec}

_judged(spec) := found if {
	found := rule.findings with input as _hpa(spec)
}

test_refused if {
	[finding] := [f | some f in _judged({"minReplicas": 5, "maxReplicas": 3})]
	finding.at == ["spec", "maxReplicas"]
	finding.severity == "high"
}

test_never_scales if {
	{f.severity | some f in _judged({"minReplicas": 3, "maxReplicas": 3})} == {"medium"}
	{f.severity | some f in _judged({"maxReplicas": 1})} == {"medium"}
}

test_lowered if {
	[finding] := [f | some f in rule.findings] with input as _hpa({"minReplicas": 3, "maxReplicas": 3}) with data.groundwire.before as _hpa({"minReplicas": 3, "maxReplicas": 9})
	finding.severity == "high"
	contains(finding.message, "the maximum was 9")
}

test_scaled_objects if {
	keda := {"apiVersion": "keda.sh/v1alpha1", "kind": "ScaledObject", "metadata": {"name": "web"}, "spec": {"minReplicaCount": 4, "maxReplicaCount": 2}}
	count(rule.findings) == 1 with input as keda
}

test_room_to_scale if {
	count(_judged({"minReplicas": 2, "maxReplicas": 10})) == 0
	count(_judged({"minReplicas": 2})) == 0
	count(rule.findings) == 0 with input as {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "p"}, "spec": {"maxReplicas": 1}}
}
