# METADATA
# title: Container without a readiness probe
# description: >-
#   Without a readiness probe a pod gets traffic the moment its process starts, and keeps it when it can no longer serve:
#   every rollout and every restart drops requests.
# custom:
#   id: missing-readiness-probe
#   category: kubernetes/missing-readiness-probe
#   severity: high
#   confidence: high
#   persona: essential
#   scanPersona: recommended
#   scope: document
#   platforms: [kubernetes]
#   remedy: Add a readinessProbe that succeeds only when the container can serve a request.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/workloads/pods/probes/
# schemas:
#   - input: schema.kubernetes
package groundwire.kubernetes.missing_readiness_probe

import data.groundwire.lib.kubernetes as k8s

findings contains finding if {
	some found in _lost
	finding := object.union(
		{
			"at": array.concat(found.path, ["readinessProbe"]),
			"subject": k8s.subject(input, found.name),
			"message": sprintf("The readiness probe of `%s/%s` is gone; it was %s.", [k8s.workload_name(input), found.name, k8s.probe_text(found.probe)]),
			"severity": _lost_severity(found.name),
			"confidence": "high",
		},
		k8s.probe_fix("readinessProbe", found, found.container),
	)
}

findings contains finding if {
	some found in k8s.lacking_probe(input, "readinessProbe")
	not _was_lost(found.name)
	not _nobody_asks
	weight := _weight(found.container)
	finding := object.union(
		{
			"at": array.concat(found.path, ["readinessProbe"]),
			"subject": k8s.subject(input, found.name),
			"message": sprintf("`%s/%s` has no readiness probe: %s.", [k8s.workload_name(input), found.name, weight.effect]),
			"severity": _severity(found.container, weight.severity),
			"confidence": "medium",
		},
		k8s.probe_fix("readinessProbe", {}, found.container),
	)
}

# Then a Service of the workspace has to tell, by another rule.
_nobody_asks if k8s.lacks_only_readiness(input)

default _lost := set()

_lost := k8s.lost_probe(input, data.groundwire.before, "readinessProbe") if data.groundwire.before

_severity(container, usual) := "low" if {
	k8s.is_local(input, container)
} else := usual

_lost_severity(name) := "low" if {
	k8s.stays_local(input, data.groundwire.before, name)
} else := "high"

_was_lost(name) if {
	some lost in _lost
	lost.name == name
}

# Readiness decides about traffic: it weighs most where a Service can lead to.
_weight(container) := {"severity": "high", "effect": "a Service sends it traffic before it can serve, and goes on when it no longer can"} if {
	_ported(container)
	not input.kind in {"DaemonSet", "Pod"}
}

_weight(container) := {"severity": "medium", "effect": "a Service sends it traffic before it can serve"} if {
	_ported(container)
	input.kind in {"DaemonSet", "Pod"}
}

_weight(container) := {"severity": severity, "effect": effect} if {
	not _ported(container)
	[severity, effect] := _unported
}

# No declared port proves nothing (it is information only), so the remark stays, with less weight.
_unported := ["low", "a rollout goes on to the next node before this one works"] if {
	input.kind == "DaemonSet"
} else := ["low", "a Service that leads to it cannot know when it can serve"] if {
	input.kind == "Pod"
} else := ["medium", "a rollout goes on before the new pod works"]

_ported(container) if count(k8s.tcp_ports(container)) > 0
