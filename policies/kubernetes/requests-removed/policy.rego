# METADATA
# title: The requests of a container are gone
# description: >-
#   The scheduler counted with this container until now. Without requests it puts the pod where there is no room, and
#   evicts it first.
# custom:
#   id: requests-removed
#   category: kubernetes/missing-requests
#   severity: medium
#   confidence: high
#   persona: essential
#   scope: document
#   platforms: [kubernetes]
#   remedy: Put the requests back, or set those that the container needs now.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/
# schemas:
#   - input: schema.kubernetes
package groundwire.kubernetes.requests_removed

import data.groundwire.lib.kubernetes as k8s

findings contains finding if {
	some found in k8s.containers(input)
	former := _asked(k8s.same_container(data.groundwire.before, found.name))
	lost := {resource | some resource, _ in former; not _still_asked(found.container, resource)}
	count(lost) > 0
	finding := {
		"at": array.concat(found.path, _place(lost)),
		"subject": k8s.subject(input, found.name),
		"message": sprintf("The %s of `%s/%s` %s gone (it was %s): the scheduler no longer keeps room for it.", [_what(lost), k8s.workload_name(input), found.name, _are(lost), _values(former, lost)]),
		"severity": _severity(found.container, lost),
		"fix": {"name": "set-field", "params": {"value": _put_back(former, lost), "safe": true}},
	}
}

_asked(container) := {resource: value |
	some resource in ["cpu", "memory"]
	value := container.resources.requests[resource]
	not value in {"", 0, "0", null}
}

# A limit of the same resource is its request.
_still_asked(container, resource) if {
	some kind in ["requests", "limits"]
	some holder in [container, k8s.pod_spec(input)]
	not object.get(holder, ["resources", kind, resource], null) in {null, "", 0, "0"}
}

_place(lost) := ["resources", "requests", [name | some name in lost][0]] if count(lost) == 1

_place(lost) := ["resources", "requests"] if count(lost) > 1

_put_back(former, lost) := former[[name | some name in lost][0]] if count(lost) == 1

_put_back(former, lost) := {resource: former[resource] | some resource in lost} if count(lost) > 1

_what(lost) := concat(" and ", [sprintf("%s request", [resource]) | some resource in lost])

_are(lost) := "is" if count(lost) == 1

_are(lost) := "are" if count(lost) > 1

_values(former, lost) := concat(", ", [sprintf("%v", [former[resource]]) | some resource in lost])

_severity(container, lost) := "low" if {
	k8s.is_local(input, container)
	k8s.is_local(data.groundwire.before, container)
} else := "high" if {
	count(lost) == 2
} else := "medium"
