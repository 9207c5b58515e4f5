# METADATA
# title: The Collector may take all memory
# description: >-
#   A burst of data fills it until it is killed, and everything that it held is lost with it.
# custom:
#   id: collector-no-memory-limiter
#   category: collector/no-memory-limiter
#   severity: medium
#   confidence: high
#   persona: recommended
#   scope: document
#   platforms: [collector]
#   remedy: Put `memory_limiter` first in every pipeline.
# related_resources:
#   - ref: https://github.com/open-telemetry/opentelemetry-collector/blob/main/processor/memorylimiterprocessor/README.md
# schemas:
#   - input: schema.collector
package groundwire.collector.collector_no_memory_limiter

import data.groundwire.lib.collector

findings contains {"at": array.concat(found.path, ["processors"]), "subject": found.name, "message": message} if {
	some found in collector.pipelines(input)
	not _limits(found.processors)
	not _had(found.name)
	message := sprintf("The pipeline `%s` has no `memory_limiter`: a burst of data fills the Collector until it is killed with all it holds.", [found.name])
}

findings contains {"at": array.concat(found.path, ["processors"]), "subject": found.name, "message": message, "severity": "high"} if {
	some found in collector.pipelines(input)
	not _limits(found.processors)
	_had(found.name)
	message := sprintf("`memory_limiter` is gone from the pipeline `%s`: a burst of data fills the Collector until it is killed with all it holds.", [found.name])
}

findings contains {"at": array.concat(found.path, ["processors"]), "subject": sprintf("%s order", [found.name]), "message": message, "severity": "low"} if {
	some found in collector.pipelines(input)
	_limits(found.processors)
	collector.type_of(found.processors[0]) != "memory_limiter"
	message := sprintf("In `%s` the limiter comes after `%s`, which has taken its memory by then.", [found.name, found.processors[0]])
}

_had(name) if {
	some old in collector.pipelines(data.groundwire.before)
	old.name == name
	_limits(old.processors)
}

_limits(processors) if {
	some processor in processors
	collector.type_of(processor) == "memory_limiter"
}
