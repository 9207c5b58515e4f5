package groundwire.kubernetes.ingress_wildcard_test

import data.groundwire.kubernetes.ingress_wildcard as rule

_ingress(spec) := {"apiVersion": "networking.k8s.io/v1", "kind": "Ingress", "metadata": {"name": "web"}, "spec": spec}

test_any_host if {
	[star] := [f | some f in rule.findings] with input as _ingress({"rules": [{"host": "a.example.com"}, {"host": "*.example.com"}]})
	star.at == ["spec", "rules", 1, "host"]
	every found in [{"http": {}}, {"host": ""}, {"host": null}] {
		count(rule.findings) == 1 with input as _ingress({"rules": [found]})
	}
	count(rule.findings) == 1 with input as _ingress({"defaultBackend": {"service": {"name": "web"}}})
}

test_named if {
	count(rule.findings) == 0 with input as _ingress({"rules": [{"host": "a.example.com"}], "defaultBackend": {}})
	count(rule.findings) == 0 with input as {"apiVersion": "config.openshift.io/v1", "kind": "Ingress", "metadata": {"name": "cluster"}, "spec": {"rules": [{}]}}
}
