package groundwire.kubernetes.ingress_tls_test

import data.groundwire.kubernetes.ingress_tls as rule

_ingress(metadata, spec) := {"apiVersion": "networking.k8s.io/v1", "kind": "Ingress", "metadata": object.union({"name": "web"}, metadata), "spec": spec}

_rules := [{"host": "a.example.com"}, {"host": "b.example.com"}]

test_none if {
	[finding] := [f | some f in rule.findings] with input as _ingress({}, {"rules": _rules})
	finding.at == ["spec", "tls"]
	contains(finding.message, "`a.example.com`, `b.example.com`")
	[any_host] := [f | some f in rule.findings] with input as _ingress({}, {"rules": [{"http": {}}]})
	contains(any_host.message, "every host")
}

test_forgotten if {
	[finding] := [f | some f in rule.findings] with input as _ingress({}, {"rules": _rules, "tls": [{"hosts": ["a.example.com"]}]})
	finding.at == ["spec", "rules", 1, "host"]
	count(rule.findings) == 0 with input as _ingress({}, {"rules": _rules, "tls": [{"hosts": ["*.example.com"]}]})
	count(rule.findings) == 0 with input as _ingress({}, {"rules": _rules, "tls": [{"secretName": "all"}]})
}

test_beside if {
	every pair in [["kubernetes.io/ingress.allow-http", "true"], ["nginx.ingress.kubernetes.io/ssl-redirect", "false"]] {
		count(rule.findings) == 1 with input as _ingress({"annotations": {pair[0]: pair[1]}}, {"rules": _rules, "tls": [{"hosts": ["*.example.com"]}]})
	}
}

test_taken_away if {
	before := _ingress({}, {"rules": _rules, "tls": [{"hosts": ["*.example.com"]}]})
	count(rule.findings) == 0 with input as _ingress({}, {"rules": _rules}) with data.groundwire.before as before
}

test_certificates_elsewhere if {
	count(rule.findings) == 0 with input as _ingress({"annotations": {"alb.ingress.kubernetes.io/certificate-arn": "arn:aws:acm:x"}}, {"rules": _rules})
	count(rule.findings) == 0 with input as _ingress({"annotations": {"alb.ingress.kubernetes.io/listen-ports": "[{HTTPS: 443}]"}}, {"rules": _rules})
	count(rule.findings) == 0 with input as _ingress({}, {"ingressClassName": "tailscale", "rules": _rules})
}

test_routes_and_gateways if {
	route := {"apiVersion": "route.openshift.io/v1", "kind": "Route", "metadata": {"name": "web"}, "spec": {"host": "a.example.com"}}
	count(rule.findings) == 1 with input as route
	count(rule.findings) == 0 with input as object.union(route, {"spec": {"tls": {"termination": "edge"}}})
	gateway := {"apiVersion": "gateway.networking.k8s.io/v1", "kind": "Gateway", "metadata": {"name": "web"}, "spec": {"listeners": [{"protocol": "HTTP"}]}}
	count(rule.findings) == 1 with input as gateway
	count(rule.findings) == 0 with input as object.union(gateway, {"spec": {"listeners": [{"protocol": "HTTP"}, {"protocol": "HTTPS"}]}})
}
