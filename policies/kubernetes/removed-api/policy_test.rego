package groundwire.kubernetes.removed_api_test

import data.groundwire.kubernetes.removed_api as rule

_object(version, kind, spec) := {"apiVersion": version, "kind": kind, "metadata": {"name": "web"}, "spec": spec}

_judged(version, kind, spec) := found if {
	found := rule.findings with input as _object(version, kind, spec)
}

test_a_version_that_is_gone if {
	[finding] := [f | some f in _judged("networking.k8s.io/v1beta1", "Ingress", {})]
	finding.at == ["apiVersion"]
	finding.message == "Kubernetes 1.22 and later do not know `networking.k8s.io/v1beta1` `Ingress`: they refuse `web`. It is `networking.k8s.io/v1` now."
	not finding.fix
}

test_a_kind_that_is_gone if {
	[finding] := [f | some f in _judged("policy/v1beta1", "PodSecurityPolicy", {})]
	endswith(finding.message, "Pod Security Admission takes its place.")
}

test_a_new_name_is_enough if {
	selector := {"selector": {"matchLabels": {"app": "web"}}}
	fixed := [f.fix.params.value |
		some judged in [
			_judged("batch/v1beta1", "CronJob", {}),
			_judged("apps/v1beta2", "Deployment", selector),
			_judged("policy/v1beta1", "PodDisruptionBudget", selector),
			_judged("autoscaling/v2beta2", "HorizontalPodAutoscaler", {}),
		]
		some f in judged
	]
	fixed == ["batch/v1", "apps/v1", "policy/v1", "autoscaling/v2"]
}

test_more_than_the_name_changed if {
	some finding in _judged("apps/v1beta1", "Deployment", {})
	not finding.fix
	some other in _judged("autoscaling/v2beta1", "HorizontalPodAutoscaler", {})
	not other.fix
}

test_versions_that_are_served if {
	count(_judged("apps/v1", "Deployment", {})) == 0
	count(_judged("storage.k8s.io/v1beta1", "VolumeAttributesClass", {})) == 0
	count(_judged("example.com/v1beta1", "Deployment", {})) == 0
}
