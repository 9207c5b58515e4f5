# METADATA
# title: A component that no pipeline uses
# description: >-
#   It looks as if it worked: what it should receive, change or send it never sees.
# custom:
#   id: collector-unused-component
#   category: collector/unused-component
#   severity: low
#   confidence: high
#   persona: recommended
#   scope: document
#   platforms: [collector]
#   remedy: Name it in a pipeline, or take it away.
# related_resources:
#   - ref: https://opentelemetry.io/docs/collector/configuration/#service
# schemas:
#   - input: schema.collector
package groundwire.collector.collector_unused_component

import data.groundwire.lib.collector

findings contains {"at": [kind, name], "subject": sprintf("%s %s", [kind, name]), "message": message} if {
	some kind in ["receivers", "processors", "exporters", "connectors", "extensions"]
	some name, _ in input[kind]
	not name in _names
	message := sprintf("No pipeline uses `%s`: it is defined under `%s` and does nothing.", [name, kind])
}

_names := {used.name | some used in collector.used(input)}
