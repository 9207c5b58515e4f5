# METADATA
# title: Container without a memory limit
# description: >-
#   A container without a memory limit takes what it can get. When it leaks, the node runs out of memory, and the kernel
#   kills whatever it likes on that node, not only the culprit.
# custom:
#   id: missing-limits
#   category: kubernetes/missing-limits
#   severity: medium
#   confidence: medium
#   persona: essential
#   scanPersona: recommended
#   scope: document
#   platforms: [kubernetes]
#   remedy: Set resources.limits.memory from what the container uses at its peak.
#   params:
#     resources: [memory]
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/
# schemas:
#   - input: schema.kubernetes
package groundwire.kubernetes.missing_limits

import data.groundwire.lib.kubernetes as k8s

findings contains finding if {
	some found in k8s.containers(input)
	some resource in _resources
	_expected(found)
	not _limited(input, found.container, resource)
	not _was_limited(found.name, resource)
	finding := {
		"at": array.concat(found.path, ["resources", "limits", resource]),
		"subject": k8s.subject(input, found.name),
		"message": sprintf("`%s/%s` has no %s limit%s%s.", [k8s.workload_name(input), found.name, resource, _request(found.container, resource), _harm(resource)]),
		"severity": _severity(found),
	}
}

findings contains finding if {
	some found in k8s.containers(input)
	some resource in _resources
	not _limited(input, found.container, resource)
	_was_limited(found.name, resource)
	finding := object.union(
		{
			"at": array.concat(found.path, ["resources", "limits", resource]),
			"subject": k8s.subject(input, found.name),
			"message": sprintf("The %s limit of `%s/%s` is gone%s.", [resource, k8s.workload_name(input), found.name, _former(found.name, resource)]),
			"severity": _lost_severity(found.name),
			"confidence": "high",
		},
		_fix(found.name, resource),
	)
}

default _resources := ["memory"]

_resources := data.groundwire.params["missing-limits"].resources

_expected(found) if {
	found.role != "ephemeral"
	k8s.is_whole(found.container)
	not k8s.is_proxy(found.name)
}

_severity(found) := "low" if {
	_matters_little(found)
} else := "medium"

# An init container is gone before long.
_matters_little(found) if found.role == "init"

_matters_little(found) if k8s.is_local(input, found.container)

_lost_severity(name) := "low" if {
	k8s.stays_local(input, data.groundwire.before, name)
} else := "high"

_limited(_, container, resource) if _set(container.resources.limits[resource])

# A limit of the whole pod bounds each of its containers.
_limited(workload, _, resource) if _set(k8s.pod_spec(workload).resources.limits[resource])

# Zero is how Kubernetes writes "no limit".
_set(value) if not value in {null, "", "0", 0}

_before(name) := k8s.same_container(data.groundwire.before, name) if data.groundwire.before

_was_limited(name, resource) if _limited(data.groundwire.before, _before(name), resource)

# Nothing to write back where the limit was the pod's.
_fix(name, resource) := {"fix": {"name": "set-field", "params": {"value": _before(name).resources.limits[resource], "safe": true}}} if {
	_before(name).resources.limits[resource]
} else := {}

_former(name, resource) := sprintf("; it was %s", [limit]) if {
	limit := _before(name).resources.limits[resource]
	is_string(limit)
} else := ""

_harm("memory") := ": what it leaks is taken from the other pods of its node"

_harm(resource) := "" if resource != "memory"

_request(container, resource) := sprintf(", only a request (%s)", [request]) if {
	request := container.resources.requests[resource]
	is_string(request)
} else := ""
