package groundwire.kubernetes.deprecated_api_test

import data.groundwire.kubernetes.deprecated_api as rule

_workload(kind, spec, containers) := {
	"apiVersion": "apps/v1",
	"kind": kind,
	"metadata": {"name": "web", "namespace": "shop"},
	"spec": object.union(spec, {"template": {"spec": {"containers": containers}}}),
}

test_a_kind if {
	[finding] := [f | some f in rule.findings] with input as {"apiVersion": "v1", "kind": "Endpoints", "metadata": {"name": "db"}}
	contains(finding.message, "since Kubernetes 1.33")
}

test_a_field if {
	pod := {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "p"}, "spec": {"serviceAccount": "x", "containers": []}}
	[finding] := [f | some f in rule.findings] with input as pod
	finding.at == ["spec", "serviceAccount"]
	count(rule.findings) == 0 with input as object.union(pod, {"spec": {"serviceAccountName": "x"}})
}

test_annotations if {
	ingress := {"apiVersion": "networking.k8s.io/v1", "kind": "Ingress", "metadata": {"name": "i", "annotations": {"kubernetes.io/ingress.class": "nginx"}}}
	[finding] := [f | some f in rule.findings] with input as ingress
	finding.at == ["metadata", "annotations", "kubernetes.io/ingress.class"]
	workload := json.patch(_workload("Deployment", {}, []), [{"op": "add", "path": "/spec/template/metadata", "value": {"annotations": {"container.apparmor.security.beta.kubernetes.io/app": "runtime/default"}}}])
	[other] := [f | some f in rule.findings] with input as workload
	other.at[3] == "annotations"
}

test_nothing_of_the_kind if {
	count(rule.findings) == 0 with input as _workload("Deployment", {}, [])
}
