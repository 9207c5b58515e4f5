# METADATA
# title: Container without a liveness probe
# description: >-
#   A process that hangs does not exit. Without a liveness probe nothing restarts it, and it stays in the pod, useless,
#   until a person notices.
# custom:
#   id: missing-liveness-probe
#   category: kubernetes/missing-liveness-probe
#   severity: medium
#   confidence: medium
#   persona: essential
#   scanPersona: recommended
#   scope: document
#   platforms: [kubernetes]
#   remedy: Add a livenessProbe that fails only when a restart would help, and never because of a dependency.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/workloads/pods/probes/
# schemas:
#   - input: schema.kubernetes
package groundwire.kubernetes.missing_liveness_probe

import data.groundwire.lib.kubernetes as k8s

findings contains finding if {
	some found in _lost
	finding := object.union(
		{
			"at": array.concat(found.path, ["livenessProbe"]),
			"subject": k8s.subject(input, found.name),
			"message": sprintf("The liveness probe of `%s/%s` is gone; it was %s.", [k8s.workload_name(input), found.name, k8s.probe_text(found.probe)]),
			"severity": _lost_severity(found.name),
			"confidence": "high",
		},
		k8s.probe_fix("livenessProbe", found, found.container),
	)
}

findings contains finding if {
	some found in k8s.lacking_probe(input, "livenessProbe")
	not _was_lost(found.name)
	finding := object.union(
		{
			"at": array.concat(found.path, ["livenessProbe"]),
			"subject": k8s.subject(input, found.name),
			"message": sprintf("`%s/%s` has no liveness probe: when it hangs, nothing restarts it.", [k8s.workload_name(input), found.name]),
			"severity": _severity(found.container),
		},
		k8s.probe_fix("livenessProbe", {}, found.container),
	)
}

default _lost := set()

_lost := k8s.lost_probe(input, data.groundwire.before, "livenessProbe") if data.groundwire.before

_was_lost(name) if {
	some lost in _lost
	lost.name == name
}

_severity(container) := "low" if {
	k8s.is_local(input, container)
} else := "medium"

_lost_severity(name) := "low" if {
	k8s.stays_local(input, data.groundwire.before, name)
} else := "medium"
