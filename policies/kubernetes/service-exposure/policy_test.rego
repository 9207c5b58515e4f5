package groundwire.kubernetes.service_exposure_test

import data.groundwire.kubernetes.service_exposure as rule

_service(spec) := {"apiVersion": "v1", "kind": "Service", "metadata": {"name": "web"}, "spec": spec}

_annotated(key, value) := object.union(_service({"type": "LoadBalancer"}), {"metadata": {"annotations": {key: value}}})

test_open_ones if {
	[balancer] := [f | some f in rule.findings] with input as _service({"type": "LoadBalancer", "ports": [{"port": 80}]})
	contains(balancer.message, "port 80 from everywhere")
	[node_port] := [f | some f in rule.findings] with input as _service({"type": "NodePort"})
	contains(node_port.message, "its ports on every node")
	[address] := [f | some f in rule.findings] with input as _service({"externalIPs": ["192.0.2.1"]})
	address.at == ["spec", "externalIPs", 0]
	[name] := [f | some f in rule.findings] with input as _service({"type": "ExternalName", "externalName": "db.example.com"})
	name.severity == "low"
	count(rule.findings) == 1 with input as _service({"type": "LoadBalancer", "loadBalancerSourceRanges": ["0.0.0.0/0"]})
}

test_closed_ones if {
	count(rule.findings) == 0 with input as _service({"type": "ClusterIP", "ports": [{"port": 80, "nodePort": 30080}]})
	count(rule.findings) == 0 with input as _service({"type": "LoadBalancer", "loadBalancerSourceRanges": ["192.0.2.0/24"]})
	count(rule.findings) == 0 with input as _service({"type": "LoadBalancer", "loadBalancerClass": "tailscale"})
	count(rule.findings) == 0 with input as _annotated("service.beta.kubernetes.io/load-balancer-source-ranges", "192.0.2.0/24")
	count(rule.findings) == 0 with input as _annotated("service.beta.kubernetes.io/aws-load-balancer-scheme", "internal")
	count(rule.findings) == 0 with input as {"apiVersion": "serving.knative.dev/v1", "kind": "Service", "metadata": {"name": "web"}, "spec": {"type": "NodePort"}}
}
