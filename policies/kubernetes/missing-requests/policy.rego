# METADATA
# title: Container without requests
# description: >-
#   The scheduler counts a container without requests as nothing. Nodes get more than they hold, and its pod is the
#   first that is evicted or starved.
# custom:
#   id: missing-requests
#   category: kubernetes/missing-requests
#   severity: medium
#   confidence: medium
#   persona: recommended
#   scope: document
#   platforms: [kubernetes]
#   remedy: Set resources.requests for CPU and memory from what the container uses on a usual day.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/
#   - ref: https://kubernetes.io/docs/concepts/workloads/pods/pod-qos/
# schemas:
#   - input: schema.kubernetes
package groundwire.kubernetes.missing_requests

import data.groundwire.lib.kubernetes as k8s

findings contains finding if {
	some found in k8s.containers(input)
	_expected(found)
	not _asks(found.container)
	not _pod_asks
	not _asked_before(found.name)
	finding := {
		"at": array.concat(found.path, ["resources", "requests"]),
		"subject": k8s.subject(input, found.name),
		"message": sprintf("`%s/%s` requests neither CPU nor memory: the scheduler counts it as nothing, and puts it where there is no room.", [k8s.workload_name(input), found.name]),
		"severity": _severity(found),
	}
}

_pod_asks if _asks(k8s.pod_spec(input))

# Then another rule speaks.
_asked_before(name) if _asks(k8s.same_container(data.groundwire.before, name))

_expected(found) if {
	found.role in {"main", "sidecar"}
	k8s.is_whole(found.container)
	not k8s.is_proxy(found.name)
}

# A limit is a request as well, where no request is written.
_asks(spec) if {
	some kind in ["requests", "limits"]
	some resource in ["cpu", "memory"]
	not object.get(spec, ["resources", kind, resource], null) in {null, "", 0, "0"}
}

_severity(found) := "low" if {
	k8s.is_local(input, found.container)
} else := "low" if {
	input.kind in {"Job", "CronJob"}
} else := "medium"
