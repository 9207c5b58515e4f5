# METADATA
# title: Something that Kubernetes means to remove
# description: >-
#   It is served today, and a later release stops doing so. A manifest that is new should not begin with it.
# custom:
#   id: deprecated-api
#   category: kubernetes/deprecated-api
#   severity: low
#   confidence: high
#   persona: strict
#   scope: document
#   platforms: [kubernetes]
#   remedy: Use what the deprecation notice names in its place.
# related_resources:
#   - ref: https://kubernetes.io/docs/reference/using-api/deprecation-guide/
# schemas:
#   - input: schema.kubernetes
package groundwire.kubernetes.deprecated_api

import data.groundwire.lib.kubernetes as k8s

findings contains {"at": ["apiVersion"], "subject": k8s.subject(input, ""), "message": message} if {
	notice := _kinds[input.apiVersion][input.kind]
	message := sprintf("`%s` `%s` is deprecated since Kubernetes %s: %s.", [input.apiVersion, input.kind, notice.since, notice.instead])
}

findings contains {"at": array.concat(k8s.pod_spec_path(input), ["serviceAccount"]), "subject": sprintf("%s/serviceAccount", [k8s.subject(input, "")]), "message": message} if {
	spec := k8s.pod_spec(input)
	is_string(spec.serviceAccount)
	not spec.serviceAccountName
	message := sprintf("`serviceAccount` of `%s` is deprecated: the field is called `serviceAccountName`.", [k8s.workload_name(input)])
}

findings contains {"at": array.concat(place.path, [name]), "subject": sprintf("%s/%s", [k8s.subject(input, ""), name]), "message": message} if {
	some place in _annotated
	some name, _ in place.annotations
	some prefix, notice in _annotations
	startswith(name, prefix)
	message := sprintf("The annotation `%s` of `%s` is deprecated since Kubernetes %s: %s.", [name, k8s.workload_name(input), notice.since, notice.instead])
}

_kinds := {"v1": {
	"ComponentStatus": {"since": "1.19", "instead": "ask the health endpoints of the components"},
	"Endpoints": {"since": "1.33", "instead": "write an EndpointSlice"},
}}

_annotations := {
	"kubernetes.io/ingress.class": {"since": "1.18", "instead": "write `spec.ingressClassName`"},
	"seccomp.security.alpha.kubernetes.io/": {"since": "1.19", "instead": "1.27 ignores it; write `securityContext.seccompProfile`"},
	"container.seccomp.security.alpha.kubernetes.io/": {"since": "1.19", "instead": "1.27 ignores it; write `securityContext.seccompProfile`"},
	"container.apparmor.security.beta.kubernetes.io/": {"since": "1.30", "instead": "write `securityContext.appArmorProfile`"},
}

_annotated contains {"path": ["metadata", "annotations"], "annotations": input.metadata.annotations}

_annotated contains {"path": path, "annotations": annotations} if {
	template := array.slice(k8s.pod_spec_path(input), 0, count(k8s.pod_spec_path(input)) - 1)
	path := array.concat(template, ["metadata", "annotations"])
	annotations := object.get(input, path, null)
	is_object(annotations)
}
