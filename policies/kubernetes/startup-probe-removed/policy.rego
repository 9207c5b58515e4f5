# METADATA
# title: The startup probe of a container is gone
# description: >-
#   The startup probe held the liveness probe back until the process had started. Without it a slow start looks like a
#   hang, and the pod is killed before it ever serves.
# custom:
#   id: startup-probe-removed
#   category: kubernetes/missing-any-probe
#   severity: medium
#   confidence: high
#   persona: essential
#   scope: document
#   platforms: [kubernetes]
#   remedy: Put the startup probe back, or give the liveness probe a longer initial delay.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/workloads/pods/probes/
# schemas:
#   - input: schema.kubernetes
package groundwire.kubernetes.startup_probe_removed

import data.groundwire.lib.kubernetes as k8s

findings contains finding if {
	some lost in _lost
	finding := object.union(
		{
			"at": array.concat(lost.path, ["startupProbe"]),
			"subject": k8s.subject(input, lost.name),
			"message": sprintf("The startup probe of `%s/%s` is gone; it was %s%s.", [k8s.workload_name(input), lost.name, k8s.probe_text(lost.probe), _effect(lost.container)]),
			"severity": _severity(lost),
		},
		k8s.probe_fix("startupProbe", lost, lost.container),
	)
}

default _lost := set()

_lost := k8s.lost_probe(input, data.groundwire.before, "startupProbe") if data.groundwire.before

_effect(container) := ": the liveness probe now counts from the start of the container" if {
	k8s.has_probe(container, "livenessProbe")
} else := ""

_severity(lost) := "low" if {
	k8s.stays_local(input, data.groundwire.before, lost.name)
} else := "medium" if {
	k8s.has_probe(lost.container, "livenessProbe")
} else := "low"
