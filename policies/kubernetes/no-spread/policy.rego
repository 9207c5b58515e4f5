# METADATA
# title: Replicas may all stand on one node
# description: >-
#   Several replicas guard against the loss of a node only when they stand on several. Without a constraint the
#   scheduler may put all of them on one.
# custom:
#   id: no-spread
#   category: kubernetes/no-spread
#   severity: low
#   confidence: high
#   persona: strict
#   scope: document
#   platforms: [kubernetes]
#   remedy: Add topologySpreadConstraints over kubernetes.io/hostname or the zone, with the labels of the pods.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/
#   - ref: https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#inter-pod-affinity-and-anti-affinity
# schemas:
#   - input: schema.kubernetes
package groundwire.kubernetes.no_spread

import data.groundwire.lib.kubernetes as k8s

findings contains finding if {
	input.kind in k8s.replicated_kinds
	is_object(k8s.pod_spec(input))
	_runs_several
	not _spreads(input)
	not _spread_before
	finding := {
		"at": array.concat(k8s.pod_spec_path(input), ["topologySpreadConstraints"]),
		"subject": k8s.subject(input, ""),
		"message": sprintf("Nothing keeps the replicas of `%s` apart%s%s.", [k8s.workload_name(input), _count, _own_terms]),
		"severity": _severity,
	}
}

_runs_several if input.spec.replicas >= 2

# Not written: an autoscaler or a person decides, later.
_runs_several if {
	object.get(input.spec, "replicas", null) == null
	k8s.is_whole_workload(input)
	count(k8s.containers(input)) > 0
}

_spreads(workload) if k8s.is_spread(workload)

_spread_before if _spreads(data.groundwire.before)

_severity := "medium" if {
	input.spec.replicas >= 2
} else := "low"

_count := sprintf(": all %d may stand on the node that is lost", [input.spec.replicas]) if {
	input.spec.replicas >= 2
} else := ": they may all stand on the node that is lost"

_own_terms := ", since its anti-affinity chooses other pods" if {
	count(k8s.anti_affinity_terms(input)) > 0
} else := ""
