# METADATA
# description: The pipelines of a Collector, and which components they use.
package groundwire.lib.collector

pipelines(config) := [found |
	some name, pipeline in config.service.pipelines
	is_object(pipeline)
	found := {
		"name": name,
		"path": ["service", "pipelines", name],
		"processors": _list(object.get(pipeline, "processors", [])),
		"exporters": _list(object.get(pipeline, "exporters", [])),
	}
]

_list(value) := value if is_array(value)

_list(value) := [] if not is_array(value)

# Every mention of a component, with its place.
used(config) := array.concat(
	[{"kind": kind, "name": name, "path": ["service", "pipelines", pipeline, kind, index]} |
		some pipeline, parts in config.service.pipelines
		some kind in ["receivers", "processors", "exporters"]
		some index, name in parts[kind]
		is_string(name)
	],
	[{"kind": "extensions", "name": name, "path": ["service", "extensions", index]} |
		some index, name in config.service.extensions
		is_string(name)
	],
)

# `batch/large` is a `batch`.
type_of(name) := split(name, "/")[0]
