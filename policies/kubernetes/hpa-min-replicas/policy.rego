# METADATA
# title: An autoscaler goes down to one pod
# description: >-
#   In quiet hours the workload runs as a single pod. A drain, a crash or a rollout of its node then takes the whole
#   service away.
# custom:
#   id: hpa-min-replicas
#   category: kubernetes/hpa
#   severity: low
#   confidence: high
#   persona: strict
#   scope: document
#   platforms: [kubernetes]
#   remedy: Set minReplicas to 2 or more.
# related_resources:
#   - ref: https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/
# schemas:
#   - input: schema.kubernetes
package groundwire.kubernetes.hpa_min_replicas

import data.groundwire.lib.kubernetes as k8s

findings contains finding if {
	input.kind == "HorizontalPodAutoscaler"
	input.spec.minReplicas == 1
	not input.spec.maxReplicas == 1
	not _was_lowered
	finding := {
		"at": ["spec", "minReplicas"],
		"subject": k8s.subject(input, ""),
		"message": sprintf("In quiet hours `%s` goes down to one pod of %s: whatever ends it ends the service.", [k8s.workload_name(input), _target]),
	}
}

_was_lowered if data.groundwire.before.spec.minReplicas > 1

_target := sprintf("`%s`", [input.spec.scaleTargetRef.name]) if {
	is_string(input.spec.scaleTargetRef.name)
} else := "its target"
