# METADATA
# title: Object in the namespace default
# description: >-
#   What stands in `default` shares it with everything that somebody forgot to name a namespace for: its network
#   policies, quotas and roles hold for all of them, and a plain `kubectl delete` hits them.
# custom:
#   id: default-namespace
#   category: kubernetes/default-namespace
#   severity: low
#   confidence: medium
#   persona: strict
#   scope: document
#   platforms: [kubernetes]
#   remedy: Give the workload a namespace of its own.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/
# schemas:
#   - input: schema.kubernetes
package groundwire.kubernetes.default_namespace

import data.groundwire.lib.kubernetes as k8s

findings contains {
	"at": ["metadata", "namespace"],
	"subject": k8s.subject(input, ""),
	"message": sprintf("%s `%s` stands in the namespace `default`: roles, quotas and network policies made there for others hold for it too.", [input.kind, k8s.workload_name(input)]),
} if {
	input.metadata.namespace == "default"
	not _comes_with_the_cluster
}

findings contains {
	"at": ["metadata", "name"],
	"subject": k8s.subject(input, ""),
	"message": sprintf("%s `%s` names no namespace: applied as it stands, it goes wherever the session of the moment points, `default` at first.", [input.kind, k8s.workload_name(input)]),
	"confidence": "low",
} if {
	k8s.pod_spec(input)
	object.get(input, ["metadata", "namespace"], "") == ""
	some found in k8s.containers(input)
	k8s.is_whole(found.container)
}

_comes_with_the_cluster if {
	input.kind == "ServiceAccount"
	input.metadata.name == "default"
}

_comes_with_the_cluster if {
	input.kind == "Service"
	input.metadata.name == "kubernetes"
}

_comes_with_the_cluster if {
	input.kind == "Endpoints"
	input.metadata.name == "kubernetes"
}

_comes_with_the_cluster if input.kind in {"Namespace", "PersistentVolume", "ClusterRole", "ClusterRoleBinding", "Kustomization"}
