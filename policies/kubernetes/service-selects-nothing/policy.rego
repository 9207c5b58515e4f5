# METADATA
# title: A Service leads to no pod
# description: >-
#   Its selector fits no pod of the workspace: what calls it gets no answer.
# custom:
#   id: service-selects-nothing
#   category: kubernetes/dangling-reference
#   severity: medium
#   confidence: low
#   persona: strict
#   scope: workspace
#   platforms: [kubernetes]
#   remedy: Give the Service the labels of the pods that it should lead to.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/services-networking/service/#defining-a-service
# schemas:
#   - input: schema.kubernetes_workspace
package groundwire.kubernetes.service_selects_nothing

import data.groundwire.lib.kubernetes as k8s

findings contains finding if {
	some service in k8s.workspace_services
	selector := service.object.spec.selector
	count(selector) > 0
	object.get(service.object.spec, "type", "") != "ExternalName"
	count(k8s.service_pods(service)) == 0
	not _led_somewhere(service)
	nearest := _nearest(service)
	count(nearest) > 0
	not k8s.may_be_made_by_operator(selector)
	finding := k8s.object_remark(service, ["spec", "selector"], {"message": sprintf("The Service `%s` leads to no pod: it selects%s, and those of `%s` have%s%s.", [service.name, k8s.labels_text(selector), nearest[0].name, k8s.labels_text(nearest[0].labels), _elsewhere(service, nearest[0])])})
}

# Then another rule speaks.
_led_somewhere(service) if {
	some former in k8s.former_services
	k8s.is_same_object(former, service)
	some workload in k8s.former_workloads
	k8s.service_selects(former, workload)
}

_nearest(service) := [workload |
	some workload in k8s.workspace_workloads
	k8s.is_near(service, service.object.spec.selector, workload)
]

_elsewhere(service, workload) := sprintf(" in the namespace `%s`", [workload.namespace]) if {
	not k8s.same_namespace(service, workload)
} else := ""
