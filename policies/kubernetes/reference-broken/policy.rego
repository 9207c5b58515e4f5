# METADATA
# title: A change takes away what others use
# description: >-
#   The object was here and is gone, while what names it stays: the next pod that starts fails.
# custom:
#   id: reference-broken
#   category: kubernetes/dangling-reference
#   severity: high
#   confidence: high
#   persona: essential
#   scope: workspace
#   platforms: [kubernetes]
#   remedy: Keep the object, or change what names it in the same change.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/configuration/configmap/
#   - ref: https://kubernetes.io/docs/concepts/services-networking/service/
# schemas:
#   - input: schema.kubernetes_workspace
package groundwire.kubernetes.reference_broken

import data.groundwire.lib.kubernetes as k8s

findings contains finding if {
	some reference in k8s.references
	not reference.optional == true
	not k8s.is_defined(reference)
	k8s.was_defined(reference)
	_was_named_before(reference)
	not k8s.may_be_generated(reference.kind)
	finding := k8s.object_remark(reference.from, reference.at, {
		"subject": sprintf("%s/%s/%s", [k8s.subject(reference.from.object, ""), reference.kind, reference.name]),
		"message": sprintf("The %s `%s` is gone, and `%s` still names it: %s.", [reference.kind, reference.name, reference.from.name, _effects[reference.kind]]),
	})
}

# A Service that had pods and has none.
findings contains finding if {
	some service in k8s.workspace_services
	not _has_pods(service)
	some former in k8s.former_services
	former.name == service.name
	k8s.is_same_object(former, service)
	lost := [workload | some workload in k8s.former_workloads; k8s.service_selects(former, workload)]
	count(lost) > 0
	finding := k8s.object_remark(service, ["spec", "selector"], {
		"subject": sprintf("%s/selector", [k8s.subject(service.object, "")]),
		"message": sprintf("The Service `%s` no longer leads to any pod%s: its requests fail.", [service.name, _why(lost[0])]),
	})
}

_has_pods(service) if count(k8s.service_pods(service)) > 0

# Without a selector somebody else fills its endpoints.
_has_pods(service) if count(object.get(service.object.spec, "selector", {})) == 0

_has_pods(service) if service.object.spec.type == "ExternalName"

_why(lost) := sprintf("; `%s` has the labels%s now", [now.name, k8s.labels_text(now.labels)]) if {
	some now in k8s.workspace_workloads
	k8s.is_same_object(now, lost)
} else := sprintf("; `%s` is gone", [lost.name])

# What comes with the change is no victim of it.
_was_named_before(reference) if {
	some former in k8s.former_objects
	k8s.is_same_object(former, reference.from)
}

_effects := {
	"ConfigMap": "the next pod that starts is not created",
	"Secret": "the next pod that starts is not created",
	"PersistentVolumeClaim": "the next pod that starts stays pending",
	"ServiceAccount": "no new pod is made",
	"Service": "it leads nowhere",
}
