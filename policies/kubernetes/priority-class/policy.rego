# METADATA
# title: A workload has no priority
# description: >-
#   When a node runs short, the scheduler and the kubelet decide by priority who waits and who is evicted. Without one
#   the checkout waits in line with the nightly report.
# custom:
#   id: priority-class
#   category: kubernetes/priority-class
#   severity: low
#   confidence: high
#   persona: strict
#   scope: document
#   platforms: [kubernetes]
#   remedy: Set priorityClassName to a PriorityClass that says how important the workload is.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/
# schemas:
#   - input: schema.kubernetes
package groundwire.kubernetes.priority_class

import data.groundwire.lib.kubernetes as k8s

findings contains finding if {
	spec := k8s.pod_spec(input)
	not _has_priority(spec)
	k8s.is_whole_workload(input)
	not _lost
	finding := {
		"at": array.concat(k8s.pod_spec_path(input), ["priorityClassName"]),
		"subject": k8s.subject(input, ""),
		"message": sprintf("`%s` names no priority class: when nodes are full, it waits and is evicted like everything else.", [k8s.workload_name(input)]),
	}
}

findings contains finding if {
	_lost
	finding := {
		"at": array.concat(k8s.pod_spec_path(input), ["priorityClassName"]),
		"subject": k8s.subject(input, ""),
		"message": sprintf("The priority class of `%s` is gone (it was `%s`): when nodes are full, it waits and is evicted like everything else.", [k8s.workload_name(input), _priority(data.groundwire.before)]),
		"severity": "medium",
	}
}

_priority(workload) := name if {
	name := k8s.pod_spec(workload).priorityClassName
	is_string(name)
	name != ""
}

_has_priority(spec) if {
	is_string(spec.priorityClassName)
	spec.priorityClassName != ""
}

# A class given by number, as the admission writes it.
_has_priority(spec) if is_number(spec.priority)

_lost if {
	spec := k8s.pod_spec(input)
	not _has_priority(spec)
	_priority(data.groundwire.before)
}
