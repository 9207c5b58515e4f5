# METADATA
# title: What kept the replicas apart is gone
# description: >-
#   The next rollout may put all replicas on one node, and its loss takes them all.
# custom:
#   id: spread-removed
#   category: kubernetes/no-spread
#   severity: medium
#   confidence: high
#   persona: essential
#   scope: document
#   platforms: [kubernetes]
#   remedy: Put the constraint back, or spread the pods by topologySpreadConstraints.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/
# schemas:
#   - input: schema.kubernetes
package groundwire.kubernetes.spread_removed

import data.groundwire.lib.kubernetes as k8s

findings contains finding if {
	input.kind in k8s.replicated_kinds
	is_object(k8s.pod_spec(input))
	object.get(input.spec, "replicas", 2) >= 2
	not _spreads(input)
	_spreads(data.groundwire.before)
	finding := {
		"at": array.concat(k8s.pod_spec_path(input), ["topologySpreadConstraints"]),
		"subject": k8s.subject(input, ""),
		"message": sprintf("What kept the replicas of `%s` apart is gone (%s): they may all stand on the node that is lost.", [k8s.workload_name(input), _former]),
	}
}

_spreads(workload) if k8s.is_spread(workload)

_former := sprintf("a topology spread constraint over `%s`", [constraint.topologyKey]) if {
	constraint := k8s.pod_spec(data.groundwire.before).topologySpreadConstraints[0]
} else := "an anti-affinity to its own pods"
