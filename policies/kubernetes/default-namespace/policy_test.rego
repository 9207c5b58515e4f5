package groundwire.kubernetes.default_namespace_test

import data.groundwire.kubernetes.default_namespace as rule
import data.groundwire.lib.kubernetes_test as sample

test_default if {
	[finding] := [f | some f in rule.findings] with input as object.union(sample.bare, {"metadata": {"name": "web", "namespace": "default"}})
	finding.at == ["metadata", "namespace"]
	[service] := [f | some f in rule.findings] with input as {"apiVersion": "v1", "kind": "Service", "metadata": {"name": "web", "namespace": "default"}}
	startswith(service.message, "Service `web`")
}

test_none if {
	[finding] := [f | some f in rule.findings] with input as sample.bare
	finding.confidence == "low"
	count(rule.findings) == 0 with input as {"apiVersion": "v1", "kind": "Service", "metadata": {"name": "web"}}
	count(rule.findings) == 0 with input as sample.workload("Deployment", {"containers": [{"name": "app"}]})
}

test_its_own if count(rule.findings) == 0 with input as object.union(sample.bare, {"metadata": {"name": "web", "namespace": "shop"}})

test_what_comes_with_the_cluster if {
	every found in [["ServiceAccount", "default"], ["Service", "kubernetes"], ["Endpoints", "kubernetes"], ["PersistentVolume", "pv"]] {
		count(rule.findings) == 0 with input as {"apiVersion": "v1", "kind": found[0], "metadata": {"name": found[1], "namespace": "default"}}
	}
}
