# METADATA
# title: Spans of one trace are decided about apart
# description: >-
#   Sampling by the whole trace needs its spans together, with their attributes as they come: what stands before it takes
#   that away.
# custom:
#   id: collector-tail-sampling-order
#   category: collector/tail-sampling-order
#   severity: medium
#   confidence: medium
#   persona: recommended
#   scope: document
#   platforms: [collector]
#   remedy: Put `tail_sampling` before `batch` and behind what adds attributes; to share the load, send by trace id first.
# related_resources:
#   - ref: https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/processor/tailsamplingprocessor/README.md
# schemas:
#   - input: schema.collector
package groundwire.collector.collector_tail_sampling_order

import data.groundwire.lib.collector

findings contains {"at": array.concat(found.path, ["processors", early]), "subject": sprintf("%s %s", [found.name, name]), "message": message} if {
	some found in collector.pipelines(input)
	some late, sampler in found.processors
	collector.type_of(sampler) == "tail_sampling"
	some early, name in found.processors
	early < late
	effect := _before[collector.type_of(name)]
	message := sprintf("In `%s` stands `%s` before `%s`: %s.", [found.name, name, sampler, effect])
}

findings contains {"at": array.concat(found.path, ["processors", late]), "subject": sprintf("%s %s", [found.name, name]), "message": message} if {
	some found in collector.pipelines(input)
	some early, sampler in found.processors
	collector.type_of(sampler) == "tail_sampling"
	some late, name in found.processors
	late > early
	collector.type_of(name) in {"k8sattributes", "resourcedetection"}
	message := sprintf("In `%s` comes `%s` after the sampling: its policies do not see what it adds, and it works on a context that is gone.", [found.name, name])
}

_before := {
	"batch": "the batch cuts traces apart, and each part waits twice",
	"probabilistic_sampler": "it has thrown spans away before the trace is judged",
}
