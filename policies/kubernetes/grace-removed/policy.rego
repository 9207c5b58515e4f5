# METADATA
# title: Pods lose the time to end
# description: >-
#   What is under way when a pod is told to stop is cut off: requests fail, and work is left half done.
# custom:
#   id: grace-removed
#   category: kubernetes/no-termination-grace
#   severity: medium
#   confidence: high
#   persona: essential
#   scope: document
#   platforms: [kubernetes]
#   remedy: Put the time or the hook back.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination
# schemas:
#   - input: schema.kubernetes
package groundwire.kubernetes.grace_removed

import data.groundwire.lib.kubernetes as k8s

# Kubernetes waits so long where nothing else is said.
_usual := 30

findings contains {"at": array.concat(k8s.pod_spec_path(input), ["terminationGracePeriodSeconds"]), "subject": k8s.subject(input, ""), "message": message} if {
	was := k8s.pod_spec(data.groundwire.before).terminationGracePeriodSeconds
	is_number(was)
	now := object.get(k8s.pod_spec(input), "terminationGracePeriodSeconds", _usual)
	is_number(now)
	now <= _usual
	now > 0
	was > now
	message := sprintf("The pods of `%s` had %v s to end, and are killed after %v s now%s: what takes longer is cut off.", [k8s.workload_name(input), was, now, _default])
}

findings contains {"at": array.concat(found.path, ["lifecycle", "preStop"]), "subject": k8s.subject(input, found.name), "message": message} if {
	some found in k8s.containers(input)
	_is_hook(k8s.same_container(data.groundwire.before, found.name))
	not _is_hook(found.container)
	message := sprintf("The `preStop` hook of `%s/%s` is gone: it is told to stop while it still gets traffic, with nothing done before.", [k8s.workload_name(input), found.name])
}

default _default := ""

_default := ", the default" if not k8s.pod_spec(input).terminationGracePeriodSeconds

_is_hook(container) if {
	hook := container.lifecycle.preStop
	is_object(hook)
	count(hook) > 0
}
