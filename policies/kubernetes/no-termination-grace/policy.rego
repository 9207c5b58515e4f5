# METADATA
# title: A pod is killed before it could end
# description: >-
#   The grace period counts from the start of the preStop hook. When the hook alone takes all of it, the process never
#   gets the time to finish its requests.
# custom:
#   id: no-termination-grace
#   category: kubernetes/no-termination-grace
#   severity: medium
#   confidence: high
#   persona: essential
#   scope: document
#   platforms: [kubernetes]
#   remedy: Make terminationGracePeriodSeconds longer than the preStop hook and the longest request together.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination
#   - ref: https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/
# schemas:
#   - input: schema.kubernetes
package groundwire.kubernetes.no_termination_grace

import data.groundwire.lib.kubernetes as k8s

findings contains finding if {
	some found in k8s.containers(input)
	pause := _pause(found.container)
	grace := _grace(input)
	pause >= grace
	grace > 0
	finding := {
		"at": _place(found),
		"subject": k8s.subject(input, found.name),
		"message": sprintf("The preStop hook of `%s/%s` sleeps %d s, and the pod is killed after %d s%s: no time is left to finish what is running.", [k8s.workload_name(input), found.name, pause, grace, _former]),
	}
}

findings contains finding if {
	_grace(input) == 0
	k8s.is_serving(input)
	_loses_something
	finding := {
		"at": array.concat(k8s.pod_spec_path(input), ["terminationGracePeriodSeconds"]),
		"subject": k8s.subject(input, ""),
		"message": sprintf("`%s` is killed at once when it is told to stop%s: requests and writes that are under way are lost.", [k8s.workload_name(input), _former]),
		"severity": "high",
	}
}

# What a StatefulSet had not written yet is lost. Of others it is a choice, and worth a word when it is made.
_loses_something if input.kind == "StatefulSet"

_loses_something if _grace(data.groundwire.before) > 0

_grace(workload) := seconds if {
	seconds := object.get(k8s.pod_spec(workload), "terminationGracePeriodSeconds", 30)
	is_number(seconds)
}

# Seconds that the hook waits, where it is nothing but a wait.
_pause(container) := container.lifecycle.preStop.sleep.seconds if is_number(container.lifecycle.preStop.sleep.seconds)

_pause(container) := _seconds(text) if {
	not container.lifecycle.preStop.sleep
	text := concat(" ", container.lifecycle.preStop.exec.command)
}

_seconds(text) := to_number(found[1]) * _factors[found[2]] if {
	[found] := regex.find_all_string_submatch_n(`(?:^|[\s/;&"'])sleep[\s]+([0-9]{1,6})([smh]?)(?:$|[\s;&"'])`, text, -1)
}

_factors := {"": 1, "s": 1, "m": 60, "h": 3600}

_place(_) := array.concat(k8s.pod_spec_path(input), ["terminationGracePeriodSeconds"]) if {
	k8s.pod_spec(input).terminationGracePeriodSeconds
}

_place(found) := array.concat(found.path, ["lifecycle", "preStop"]) if not k8s.pod_spec(input).terminationGracePeriodSeconds

default _former := ""

_former := sprintf(" (before: %d s)", [was]) if {
	was := _grace(data.groundwire.before)
	was > _grace(input)
}
