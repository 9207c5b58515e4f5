# METADATA
# title: A Service sends to a pod without a readiness probe
# description: >-
#   The Service sends requests to the pod the moment its process starts, and goes on when it no longer answers.
# custom:
#   id: service-without-readiness
#   category: kubernetes/missing-readiness-probe
#   severity: medium
#   confidence: high
#   persona: recommended
#   scope: workspace
#   platforms: [kubernetes]
#   remedy: Add a readinessProbe that succeeds only when the container can serve a request.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/workloads/pods/probes/
# schemas:
#   - input: schema.kubernetes_workspace
package groundwire.kubernetes.service_without_readiness

import data.groundwire.lib.kubernetes as k8s

findings contains finding if {
	some workload in k8s.workspace_workloads
	k8s.lacks_only_readiness(workload.object)
	workload.document in k8s.served_by_services
	some service in k8s.workspace_services
	k8s.service_selects(service, workload)
	some found in k8s.lacking_probe(workload.object, "readinessProbe")
	finding := k8s.object_remark(workload, array.concat(found.path, ["readinessProbe"]), {
		"subject": k8s.subject(workload.object, found.name),
		"message": sprintf("The Service `%s` sends to `%s/%s`, which has no readiness probe: it gets requests before it can serve, and goes on getting them when it no longer can.", [service.name, workload.name, found.name]),
	})
}
