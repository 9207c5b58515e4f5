# METADATA
# title: A name that nothing in the workspace has
# description: >-
#   The pod is not made, or waits for an object that never comes: the rollout stands still.
# custom:
#   id: dangling-reference
#   category: kubernetes/dangling-reference
#   severity: medium
#   confidence: medium
#   persona: recommended
#   scope: workspace
#   platforms: [kubernetes]
#   remedy: Write the name of the object as it is defined, or define it beside what uses it.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/configuration/configmap/
#   - ref: https://kubernetes.io/docs/concepts/services-networking/ingress/
#   - ref: https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/
# schemas:
#   - input: schema.kubernetes_workspace
package groundwire.kubernetes.dangling_reference

import data.groundwire.lib.kubernetes as k8s

findings contains finding if {
	some reference in k8s.references
	not _is_optional(reference)
	not k8s.is_defined(reference)
	not k8s.was_defined(reference)
	not k8s.may_be_generated(reference.kind)
	others := k8s.others_defined(reference)
	count(others) > 0
	weight := _weight(reference)
	finding := k8s.object_remark(reference.from, reference.at, {
		"subject": sprintf("%s/%s/%s", [k8s.subject(reference.from.object, ""), reference.kind, reference.name]),
		"message": sprintf("No %s here is called `%s`%s: where it stands nowhere else, %s.", [reference.kind, reference.name, _nearest(reference, others), _effect(reference)]),
		"severity": weight.severity,
		"confidence": weight.confidence,
	})
}

_is_optional(reference) if reference.optional == true

# An Ingress and its Service, and a service account, are mostly defined together; configuration comes from many places.
_weight(reference) := {"severity": "medium", "confidence": "medium"} if {
	reference.kind in {"Service", "ServiceAccount"}
} else := {"severity": "medium", "confidence": "medium"} if {
	_alike(reference)
} else := {"severity": "low", "confidence": "low"} if {
	_defines_its_own(reference)
}

_alike(reference) if {
	some other in k8s.others_defined(reference)
	_letters(reference.name) == _letters(other)
}

# How words are joined, and the plural.
_letters(name) := trim_suffix(replace(replace(replace(name, "-", ""), "_", ""), ".", ""), "s")

# The file that uses it defines others of the kind.
_defines_its_own(reference) if {
	some entry in k8s.workspace_objects
	entry.path == reference.from.path
	entry.kind == reference.kind
	k8s.same_namespace(entry, reference.from)
}

_nearest(_, others) := sprintf(" (there is `%s`)", [concat("`, `", others)]) if {
	count(others) < 4
} else := ""

_effect(reference) := _effects[reference.kind] if {
	reference.from.kind != "StatefulSet"
} else := "the pods get no names of their own" if {
	reference.kind == "Service"
} else := _effects[reference.kind]

_effects := {
	"ConfigMap": "the container is not created",
	"Secret": "the container is not created",
	"PersistentVolumeClaim": "the pod stays pending",
	"ServiceAccount": "no pod is made",
	"Service": "requests to it are answered with 503",
}
