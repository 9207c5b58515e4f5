# METADATA
# description: What the values of a Helm chart had at base and have no more. A chart's values are its own, but some names mean the same in nearly all.
package groundwire.lib.values

# Safeguards that base had and head has not, each with the path where it stood. Of a component that is gone nothing is said.
losses contains loss if {
	some node in _before
	some loss in _loss(node.path, node.value)
	_is_still_there(loss.component)
}

_before := [{"path": path, "value": value} | walk(data.groundwire.before, [path, value])]

_loss(path, value) := {{"what": "memory-limit", "path": path, "component": _upto(path, "resources"), "was": value}} if {
	_ends(path, ["limits", "memory"])
	_is_scalar(value)
	not _has(path)
}

_loss(path, value) := {{"what": "requests", "path": path, "component": _upto(path, "resources"), "was": value}} if {
	_ends(path, ["requests"])
	is_object(value)
	count(value) > 0
	_field(_at(path), "memory") == null
	_field(_at(path), "cpu") == null
}

_loss(path, value) := {{"what": probe, "path": path, "component": _parent(path), "was": _probe_text(value)}} if {
	probe := _probes[path[count(path) - 1]]
	_is_probe_key(path)
	_is_on(value)
	not _is_on(_at(path))
}

_loss(path, value) := {{"what": "non-root", "path": path, "component": _context(path), "was": value}} if {
	_ends(path, ["runAsNonRoot"])
	value == true
	_at(path) != true
}

_loss(path, value) := {{"what": "read-only", "path": path, "component": _context(path), "was": value}} if {
	_ends(path, ["readOnlyRootFilesystem"])
	value == true
	_at(path) != true
}

_loss(path, value) := {{"what": "no-escalation", "path": path, "component": _context(path), "was": value}} if {
	_ends(path, ["allowPrivilegeEscalation"])
	value == false
	_at(path) != false
}

_loss(path, value) := {{"what": "dropped-capabilities", "path": path, "component": _context(path), "was": value}} if {
	_ends(path, ["capabilities", "drop"])
	count(value) > 0
	not _is_filled(_at(path))
}

_loss(path, value) := {{"what": "seccomp", "path": path, "component": _context(path), "was": value.type}} if {
	_ends(path, ["seccompProfile"])
	value.type in {"RuntimeDefault", "Localhost"}
	not _field(_at(path), "type") in {"RuntimeDefault", "Localhost"}
}

_loss(path, value) := {{"what": toggle, "path": path, "component": _parent(_parent(path)), "was": value}} if {
	path[count(path) - 1] in {"enabled", "create"}
	toggle := _toggles[lower(sprintf("%v", [path[count(path) - 2]]))]
	value == true
	_at(path) != true
}

_loss(path, value) := {{"what": "replicas", "path": path, "component": _parent(path), "was": value, "now": now}} if {
	path[count(path) - 1] in {"replicaCount", "replicas", "minReplicas"}
	is_number(value)
	value > 1
	now := _at(path)
	is_number(now)
	now <= 1
}

_loss(path, value) := {{"what": "digest", "path": path, "component": _parent(path), "was": value}} if {
	_ends(path, ["digest"])
	is_string(value)
	startswith(value, "sha256:")
	not _is_text(_at(path))
}

_loss(path, value) := {{"what": "digest", "path": path, "component": _parent(path), "was": value}} if {
	path[count(path) - 1] in {"tag", "image"}
	is_string(value)
	contains(value, "@sha256:")
	_is_text(_at(path))
	not contains(_at(path), "@sha256:")
}

_loss(path, value) := {{"what": "spread", "path": path, "component": _parent(path), "was": "there"}} if {
	path[count(path) - 1] in {"topologySpreadConstraints", "podAntiAffinity"}
	_is_filled(value)
	not _is_filled(_at(path))
}

_probes := {
	"livenessProbe": "liveness",
	"readinessProbe": "readiness",
	"liveness": "liveness",
	"readiness": "readiness",
}

# `liveness` alone is a probe only in a mapping of probes.
_is_probe_key(path) if endswith(path[count(path) - 1], "Probe")

_is_probe_key(path) if lower(sprintf("%v", [path[count(path) - 2]])) in {"probes", "probe", "healthchecks", "healthcheck"}

_toggles := {
	"poddisruptionbudget": "pdb",
	"pdb": "pdb",
	"networkpolicy": "network-policy",
	"networkpolicies": "network-policy",
	"autoscaling": "autoscaling",
	"hpa": "autoscaling",
}

# What is filled and not turned off.
_is_on(value) if {
	_is_filled(value)
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

# The value at a path of head; null where there is none.
_at(path) := value if {
	value := object.get(input, path, null)
} else := null

_field(value, key) := value[key] if {
	is_object(value)
} else := null

_has(path) if {
	value := _at(path)
	value != null
}

_is_still_there([])

_is_still_there(component) if {
	count(component) > 0
	is_object(_at(component))
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
