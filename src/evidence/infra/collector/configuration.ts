import type { Json } from '../../../parse/yaml/compose.ts';
import { isObject, type JsonObject } from '../objects.ts';

/** Is this a configuration of the OpenTelemetry Collector: something exported by pipelines? */
export function isConfiguration(value: Json): value is JsonObject {
	return isObject(value) && isObject(value['service']) && isObject(value['service']['pipelines']) && value['exporters'] !== undefined;
}
