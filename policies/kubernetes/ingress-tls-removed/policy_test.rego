package groundwire.kubernetes.ingress_tls_removed_test

import data.groundwire.kubernetes.ingress_tls_removed as rule

_ingress(spec) := {"apiVersion": "networking.k8s.io/v1", "kind": "Ingress", "metadata": {"name": "web"}, "spec": spec}

test_gone if {
	before := _ingress({"tls": [{"hosts": ["a.example.com"]}], "rules": []})
	[finding] := [f | some f in rule.findings] with input as _ingress({"rules": []}) with data.groundwire.before as before
	contains(finding.message, "`a.example.com` is served readable")
	count(rule.findings) == 1 with input as _ingress({"tls": null}) with data.groundwire.before as before
	count(rule.findings) == 0 with input as before with data.groundwire.before as before
}

test_of_a_route if {
	route := {"apiVersion": "route.openshift.io/v1", "kind": "Route", "metadata": {"name": "web"}, "spec": {"tls": {"termination": "edge"}}}
	[finding] := [f | some f in rule.findings] with input as object.union(object.remove(route, ["spec"]), {"spec": {}}) with data.groundwire.before as route
	contains(finding.message, "its host is served readable")
}

test_never_there if {
	count(rule.findings) == 0 with input as _ingress({"rules": []})
	count(rule.findings) == 0 with input as _ingress({"rules": []}) with data.groundwire.before as _ingress({"rules": []})
}
