# METADATA
# description: The services of a Compose file with what they take over by `extends`.
package groundwire.lib.compose

# Every service with its place. `whole`: all that is said about it stands in this file; an override or one that extends a service of
# another file says only what it changes.
services(document) := [found |
	some name, _ in document.services
	found := _service(document, name)
]

_service(document, name) := {
	"name": name,
	"path": ["services", name],
	"service": object.union(_inherited(document, service), service),
	"own": service,
	"whole": _is_whole(document, service),
} if {
	service := document.services[name]
	is_object(service)
}

_inherited(document, service) := object.remove(base, ["container_name", "profiles"]) if {
	base := document.services[_extended(service)]
	is_object(base)
} else := {}

# The service of the same file that is extended.
_extended(service) := service.extends if is_string(service.extends)

_extended(service) := service.extends.service if {
	is_object(service.extends)
	not service.extends.file
}

default _is_whole(_, _) := false

_is_whole(document, service) if {
	_is_started(object.union(_inherited(document, service), service))
	not service.extends.file
}

_is_started(service) if service.image

_is_started(service) if service.build

# The service of the same name at base; undefined where there was none.
before(name) := _service(data.groundwire.before, name)

# What can lose a safeguard: the services, and the blocks (`x-…`) from which they take over settings by anchors.
places(document) := array.concat(
	[{"name": name, "path": [name], "service": block, "own": block, "shared": true} |
		some name, block in document
		startswith(name, "x-")
		is_object(block)
	],
	[object.union(found, {"shared": false}) | some found in services(document)],
)

# The same place at base, where both say all about it: one that now extends a service of another file may have it from there.
place_before(found) := _service(data.groundwire.before, found.name) if {
	not found.shared
	not found.own.extends.file
}

place_before(found) := {"service": block, "own": block} if {
	found.shared
	block := data.groundwire.before[found.name]
	is_object(block)
}

# Services that lost the same thing because a block, which is reported, lost it.
lost_with(lost, all) := [other.found.name |
	lost.found.shared
	some other in all
	not other.found.shared
	other.was == lost.was
]

is_reported(lost, _) if lost.found.shared

is_reported(lost, all) if {
	not lost.found.shared
	count([other | some other in all; other.found.shared; other.was == lost.was]) == 0
}

# Whose it was: a service, or a block with the services that take it over.
owner(lost, all) := sprintf("`%s`", [lost.found.name]) if {
	count(lost_with(lost, all)) == 0
} else := sprintf("`%s` (%s)", [lost.found.name, concat(", ", sort(lost_with(lost, all)))])

# A service that runs until it is told to stop. One with a profile is started by hand, and one that others wait for to be completed ends.
is_serving(document, found) if {
	found.whole
	not _is_job(document, found)
}

_is_job(document, found) if {
	some other in document.services
	other.depends_on[found.name].condition == "service_completed_successfully"
}

_is_job(_, found) if {
	is_array(found.service.profiles)
	count(found.service.profiles) > 0
}

_is_job(_, found) if found.service.restart in {"no", false, "on-failure"}

is_true(value) if value in {true, "true", "yes", "on"}

# `name:tag` and digest of an image; undefined where a variable without a default stands in it.
image_parts(image) := {"name": name, "tag": tag, "digest": digest} if {
	is_string(image)
	text := _defaults(image)
	not contains(text, "$")
	[reference, digest] := _cut(text, "@")
	path := split(reference, "/")
	[_, tag] := _cut(path[count(path) - 1], ":")
	name := trim_suffix(reference, concat("", [":", tag]))
}

_cut(text, mark) := [before, after] if {
	parts := split(text, mark)
	count(parts) > 1
	before := parts[0]
	after := concat(mark, array.slice(parts, 1, count(parts)))
} else := [text, ""]

# `${TAG:-latest}` is `latest` where nobody sets it.
_defaults(image) := strings.replace_n(known, image) if {
	known := {whole: default_value |
		some [whole, default_value] in regex.find_all_string_submatch_n(`\$\{[A-Za-z_][A-Za-z0-9_]*:?-([^${}]*)\}`, image, -1)
	}
}
