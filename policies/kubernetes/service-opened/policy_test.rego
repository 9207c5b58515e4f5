package groundwire.kubernetes.service_opened_test

import data.groundwire.kubernetes.service_opened as rule

_service(spec) := {"apiVersion": "v1", "kind": "Service", "metadata": {"name": "web"}, "spec": spec}

_open := _service({"type": "LoadBalancer"})

test_what_it_was if {
	[ranges] := [f | some f in rule.findings] with input as _open with data.groundwire.before as _service({"type": "LoadBalancer", "loadBalancerSourceRanges": ["192.0.2.0/24"]})
	endswith(ranges.message, "before, it took them from `192.0.2.0/24`.")
	count(rule.findings) == 1 with input as _open with data.groundwire.before as _service({"type": "ClusterIP"})
}

_annotated(key, value) := object.union(_open, {"metadata": {"annotations": {key: value}}})

test_annotations if {
	[internal] := [f | some f in rule.findings] with input as _open with data.groundwire.before as _annotated("service.beta.kubernetes.io/azure-load-balancer-internal", "true")
	contains(internal.message, "internal to the cloud's network")
	[limited] := [f | some f in rule.findings] with input as _open with data.groundwire.before as _annotated("service.beta.kubernetes.io/load-balancer-source-ranges", "192.0.2.0/24")
	contains(limited.message, "an annotation limited it")
}

test_widened_ranges if {
	wide := _service({"type": "LoadBalancer", "loadBalancerSourceRanges": ["0.0.0.0/0"]})
	[finding] := [f | some f in rule.findings] with input as wide with data.groundwire.before as _service({"type": "LoadBalancer", "loadBalancerSourceRanges": ["192.0.2.0/24"]})
	finding.at == ["spec", "loadBalancerSourceRanges"]
}

test_open_before_or_new if {
	count(rule.findings) == 0 with input as _open with data.groundwire.before as _open
	count(rule.findings) == 0 with input as _open
	count(rule.findings) == 0 with input as _service({"type": "ClusterIP"}) with data.groundwire.before as _open
}
