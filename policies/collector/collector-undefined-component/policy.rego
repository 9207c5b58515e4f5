# METADATA
# title: A pipeline names a component that is not there
# description: >-
#   The Collector does not start: no traces, metrics or logs leave this place.
# custom:
#   id: collector-undefined-component
#   category: collector/undefined-component
#   severity: critical
#   confidence: high
#   persona: essential
#   scope: document
#   platforms: [collector]
#   remedy: Define the component, or name the one that is meant.
# related_resources:
#   - ref: https://opentelemetry.io/docs/collector/configuration/
# schemas:
#   - input: schema.collector
package groundwire.collector.collector_undefined_component

import data.groundwire.lib.collector

findings contains {"at": used.path, "subject": sprintf("%s %s", [used.kind, used.name]), "message": message} if {
	not _is_part
	some used in collector.used(input)
	not _is_defined(used)
	message := sprintf("`%s` is defined under no `%s`: the Collector does not start.", [used.name, used.kind])
}

# No pipeline does without a receiver and an exporter: one that names only some of them is laid over another file by `--config`.
_is_part if {
	some parts in input.service.pipelines
	is_object(parts)
	some kind in ["receivers", "exporters"]
	object.get(parts, kind, null) == null
}

_is_defined(used) if used.name in object.keys(object.get(input, used.kind, {}))

# A connector ends one pipeline and begins another.
_is_defined(used) if {
	used.kind in {"receivers", "exporters"}
	used.name in object.keys(object.get(input, "connectors", {}))
}

# Put together from several files, or by a template.
_is_defined(used) if contains(used.name, "$")

_is_defined(used) if not is_object(object.get(input, used.kind, {}))
