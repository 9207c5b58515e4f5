# METADATA
# title: The Collector sends each piece by itself
# description: >-
#   One request for each span: the backend is the first to feel it, the bill the second.
# custom:
#   id: collector-no-batch
#   category: collector/no-batch
#   severity: low
#   confidence: medium
#   persona: recommended
#   scope: document
#   platforms: [collector]
#   remedy: Add `batch` as the last processor, or batching to the queue of the exporter.
# related_resources:
#   - ref: https://github.com/open-telemetry/opentelemetry-collector/blob/main/processor/batchprocessor/README.md
# schemas:
#   - input: schema.collector
package groundwire.collector.collector_no_batch

import data.groundwire.lib.collector

findings contains {"at": array.concat(found.path, ["processors"]), "subject": found.name, "message": message} if {
	some found in collector.pipelines(input)
	some exporter in found.exporters
	_is_remote(exporter)
	not _batches(found)
	message := sprintf("The pipeline `%s` has no `batch`: `%s` sends one request for each piece it gets.", [found.name, exporter])
}

_batches(found) if {
	some processor in found.processors
	collector.type_of(processor) in {"batch", "groupbytrace", "tail_sampling"}
}

_batches(found) if {
	some exporter in found.exporters
	input.exporters[exporter].sending_queue.batch
}

_batches(found) if {
	some exporter in found.exporters
	input.exporters[exporter].batcher
}

_is_remote(exporter) if collector.type_of(exporter) in {"otlp", "otlphttp", "otlp_grpc", "otlp_http", "zipkin", "jaeger", "datadog", "splunk_hec", "elasticsearch", "loki", "kafka", "awsxray", "googlecloud", "azuremonitor"}
