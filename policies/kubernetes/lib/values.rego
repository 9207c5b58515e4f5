# METADATA
# description: >-
#   What the values of a Helm chart, or a custom resource, had at base and have no more. Each chart and each operator has keys of its own, but
#   some names mean the same in nearly all.
package groundwire.lib.values

# Safeguards that base had and head has not, each with the path where it stood. Of a component that is gone or turned off nothing is said.
losses contains loss if {
	_is_judged
	some guard in _former
	_is_lost(guard)
	not _is_covered(guard)
	not _is_moved(guard)
	not _is_off(guard.component)
	_is_still_there(guard.component)
	loss := object.union(guard, {"path": _path_now(guard), "now": _now(guard)})
}

_is_judged if not input.apiVersion

# What is known to hold pods is judged by its own rules, and so are charts' values in custom resources. The patterns of admission policies
# are about other objects.
_is_judged if {
	parts := split(input.apiVersion, "/")
	count(parts) == 2
	contains(parts[0], ".")
	not endswith(parts[0], "k8s.io")
	not endswith(parts[0], "kyverno.io")
	not endswith(parts[0], "gatekeeper.sh")
	not input.kind in {"HelmRelease", "HelmChart", "Application", "PrometheusRule", "Rollout"}
	not startswith(parts[0], "serving.knative.")
}

_former := _guards(data.groundwire.before)

_present := _guards(input)

_former_keys := {[guard.what, guard.named] | some guard in _former}

_present_keys := {[guard.what, guard.named] | some guard in _present}

_guards(document) := {guard |
	walk(document, [path, value])
	count(path) > 0
	some found in _guard(path, value)
	guard := object.union(found, {"path": path, "named": _named(document, path), "component": _named(document, found.component)})
}

_guard(path, value) := {{"what": "memory-limit", "component": _upto(path, "resources"), "was": value}} if {
	_ends(path, ["limits", "memory"])
	_is_scalar(value)
}

_guard(path, value) := {{"what": "requests", "component": _upto(path, "resources"), "was": value}} if {
	_ends(path, ["requests"])
	is_object(value)
	_asks(value)
}

_guard(path, value) := {{"what": probe, "component": _probed(path), "was": _probe_text(value)}} if {
	probe := _probes[path[count(path) - 1]]
	_is_probe_key(path)
	_is_on(value)
}

_guard(path, true) := {{"what": "non-root", "component": _context(path), "was": true}} if _ends(path, ["runAsNonRoot"])

_guard(path, true) := {{"what": "read-only", "component": _context(path), "was": true}} if _ends(path, ["readOnlyRootFilesystem"])

_guard(path, false) := {{"what": "no-escalation", "component": _context(path), "was": false}} if _ends(path, ["allowPrivilegeEscalation"])

_guard(path, false) := {{"what": "no-token", "component": _parent(path), "was": false}} if _ends(path, ["automountServiceAccountToken"])

_guard(path, value) := {{"what": "dropped-capabilities", "component": _context(path), "was": value}} if {
	_ends(path, ["capabilities", "drop"])
	_is_filled(value)
}

_guard(path, value) := {{"what": "seccomp", "component": _context(path), "was": value.type}} if {
	_ends(path, ["seccompProfile"])
	value.type in {"RuntimeDefault", "Localhost"}
}

_guard(path, true) := {{"what": toggle, "component": _parent(_parent(path)), "was": true}} if {
	path[count(path) - 1] in {"enabled", "create"}
	toggle := _toggles[lower(sprintf("%v", [path[count(path) - 2]]))]
}

_guard(path, value) := {{"what": "replicas", "component": _parent(path), "was": value}} if {
	path[count(path) - 1] in {"replicaCount", "replicas", "minReplicas"}
	is_number(value)
	value > 1
}

_guard(path, value) := {{"what": "digest", "component": _parent(path), "was": value}} if {
	_ends(path, ["digest"])
	is_string(value)
	startswith(value, "sha256:")
}

_guard(path, value) := {{"what": "digest", "component": _parent(path), "was": value}} if {
	path[count(path) - 1] in {"tag", "image"}
	is_string(value)
	contains(value, "@sha256:")
}

_guard(path, value) := {{"what": "spread", "component": _spread_of(path), "was": "there"}} if {
	path[count(path) - 1] in {"topologySpreadConstraints", "podAntiAffinity"}
	_is_filled(value)
}

_guard(path, value) := {{"what": "no-downtime", "component": _parent(_parent(_parent(path))), "was": value}} if {
	_ends(path, ["rollingUpdate", "maxUnavailable"])
	value in {0, "0", "0%"}
}

_guard(path, value) := {{"what": "tls", "component": _parent(path), "was": value}} if {
	_ends(path, ["tls"])
	_is_filled(value)
	contains(lower(sprintf("%v", [_parent(path)])), "ingress")
}

# Still there under its name, or gone; of what may be there in a worse form see below.
_is_lost(guard) if {
	not [guard.what, guard.named] in _present_keys
	_is_worse(guard)
}

# A number of the same place that is enough, or that nobody can know.
_is_worse(guard) if {
	guard.what == "replicas"
	_now(guard) in {0, 1}
}

# Charts run one without it.
_is_worse(guard) if {
	guard.what == "replicas"
	guard.named[count(guard.named) - 1] != "minReplicas"
	_now(guard) == null
	is_object(_at(_found(guard.component)))
}

# The image without its digest, not without its place: charts take theirs then.
_is_worse(guard) if {
	guard.what == "digest"
	guard.named[count(guard.named) - 1] in {"tag", "image"}
	_is_text(_now(guard))
}

_is_worse(guard) if {
	guard.what == "digest"
	guard.named[count(guard.named) - 1] == "digest"
	not _is_text(_now(guard))
}

# A limit of the same resource is its request.
_is_worse(guard) if {
	guard.what == "requests"
	limits := _now({"named": array.concat(_parent(guard.named), ["limits"])})
	some resource in ["memory", "cpu"]
	guard.was[resource]
	not _is_limited(limits, resource)
}

_is_worse(guard) if not guard.what in {"replicas", "digest", "requests"}

_is_limited(limits, resource) if _is_scalar(limits[resource])

# What a pod says holds for its containers.
_is_covered(guard) if {
	guard.what in {"non-root", "seccomp"}
	some now in _present
	now.what == guard.what
	_is_start(_scope(now.component), _scope(guard.component))
}

# It stands a level up or down since this change.
_is_moved(guard) if {
	some now in _present
	now.what == guard.what
	not [now.what, now.named] in _former_keys
	_is_related(_scope(now.component), _scope(guard.component))
}

_is_related(one, other) if _is_start(one, other)

_is_related(one, other) if _is_start(other, one)

_is_start(start, path) if array.slice(path, 0, count(start)) == start

# Keys under which charts keep what holds for all of their pods or containers.
_scope(component) := [key | some key in component; not key in {"defaultPodOptions", "defaultContainerOptions", "pod", "podOptions", "global"}]

_probes := {
	"livenessProbe": "liveness",
	"readinessProbe": "readiness",
	"startupProbe": "startup",
	"liveness": "liveness",
	"readiness": "readiness",
	"startup": "startup",
}

# `liveness` alone is a probe only in a mapping of probes.
_is_probe_key(path) if endswith(path[count(path) - 1], "Probe")

_is_probe_key(path) if _is_in_probes(path)

_is_in_probes(path) if lower(sprintf("%v", [path[count(path) - 2]])) in {"probes", "probe", "healthchecks", "healthcheck"}

# What a probe belongs to.
_probed(path) := _parent(_parent(path)) if {
	_is_in_probes(path)
} else := _parent(path)

# What an affinity or a constraint belongs to.
_spread_of(path) := _parent(_parent(path)) if {
	_ends(path, ["affinity", "podAntiAffinity"])
} else := _parent(path)

_toggles := {
	"poddisruptionbudget": "pdb",
	"pdb": "pdb",
	"networkpolicy": "network-policy",
	"networkpolicies": "network-policy",
	"autoscaling": "autoscaling",
	"hpa": "autoscaling",
}

_asks(requests) if {
	some resource in ["memory", "cpu"]
	_is_scalar(requests[resource])
}

# What is filled and not turned off.
_is_on(value) if {
	_is_filled(value)
	_is_unless_off(value)
}

_is_unless_off(value) if is_array(value)

_is_unless_off(value) if {
	is_object(value)
	object.get(value, "enabled", true) != false
}

_is_filled(value) if {
	is_object(value)
	count(value) > 0
}

_is_filled(value) if {
	is_array(value)
	count(value) > 0
}

_is_text(value) if {
	is_string(value)
	value != ""
}

_is_scalar(value) if is_string(value)

_is_scalar(value) if is_number(value)

_probe_text(probe) := sprintf("`GET %v`", [probe.httpGet.path]) if {
	probe.httpGet.path
} else := "there"

_parent(path) := array.slice(path, 0, count(path) - 1)

_ends(path, keys) if array.slice(path, count(path) - count(keys), count(path)) == keys

# The part of a path before its last key of this name.
_upto(path, key) := array.slice(path, 0, max(places)) if {
	places := [index | some index, name in path; name == key]
	count(places) > 0
} else := _parent(_parent(path))

# What a security context belongs to.
_context(path) := array.slice(path, 0, max(places)) if {
	places := [index | some index, name in path; is_string(name); endswith(lower(name), "securitycontext")]
	count(places) > 0
} else := _parent(path)

# A path whose items of lists are told by their names: another one before them moves none of them.
_named(document, path) := [key | some index, part in path; key := _key(document, path, index, part)]

_key(document, path, index, part) := {"name": name} if {
	is_number(part)
	name := object.get(document, array.slice(path, 0, index + 1), {}).name
	is_string(name)
} else := part

# The path of head that has these names.
_found(named) := named if {
	every key in named {
		not is_object(key)
	}
} else := path if {
	some path in _list_items[named]
}

# Only what stands in lists has to be looked for.
_list_items[named] contains path if {
	walk(input, [path, _])
	some part in path
	is_number(part)
	named := _named(input, path)
}

# Where it stood, or would stand in head.
_path_now(guard) := array.concat(_found(guard.component), array.slice(guard.path, count(guard.component), count(guard.path)))

# What stands there in head; null where nothing does.
_now(guard) := _at(_found(guard.named)) if {
	_found(guard.named)
} else := null

# The value at a path of head; null where there is none.
_at(path) := value if {
	value := object.get(input, path, null)
} else := null

_has(path) if {
	value := _at(path)
	value != null
}

# Turned off by this change: defaults of what others turn on are worth keeping.
_is_off(component) if {
	some end in numbers.range(1, count(component))
	part := array.slice(component, 0, end)
	object.get(_at(_found(part)), "enabled", true) == false
	object.get(object.get(data.groundwire.before, part, {}), "enabled", true) != false
}

_is_still_there([])

_is_still_there(component) if {
	count(component) > 0
	is_object(_at(_found(component)))
}

# Nothing else was said of it: the component may well be there without it.
_is_still_there(component) if {
	count(component) > 0
	not _has(component)
	count(object.get(data.groundwire.before, component, {})) == 1
	_is_object(_parent(component))
}

_is_object([])

_is_object(path) if {
	count(path) > 0
	is_object(_at(path))
}

# Settings of head that are what they should not be: every one with its path.
settings contains {"key": key, "path": path, "value": value} if {
	walk(input, [path, value])
	_is_single(value)
	count(path) > 0
	key := path[count(path) - 1]
	is_string(key)
}

_is_single(value) if is_boolean(value)

_is_single(value) if _is_scalar(value)

# A path as it is written with Helm's `--set`.
dotted(path) := concat(".", [sprintf("%v", [part]) | some part in path])
