package groundwire.kubernetes.ingress_snippet_test

import data.groundwire.kubernetes.ingress_snippet as rule

_ingress(annotations) := {"apiVersion": "networking.k8s.io/v1", "kind": "Ingress", "metadata": {"name": "web", "annotations": annotations}, "spec": {}}

test_snippets if {
	[finding] := [f | some f in rule.findings] with input as _ingress({"nginx.ingress.kubernetes.io/server-snippet": "location /x {}"})
	finding.at == ["metadata", "annotations", "nginx.ingress.kubernetes.io/server-snippet"]
	count(rule.findings) == 1 with input as _ingress({"nginx.org/location-snippets": "x"})
}

test_other_annotations if {
	count(rule.findings) == 0 with input as _ingress({"nginx.ingress.kubernetes.io/rewrite-target": "/"})
	count(rule.findings) == 0 with input as _ingress({"nginx.ingress.kubernetes.io/server-snippet": ""})
}
