import type { YamlDocument } from '../../../parse/yaml/parse.ts';
import { isFlow } from '../flow.ts';
import { entriesOf, type YamlFormat } from '../format.ts';
import { isObject, type JsonObject } from '../objects.ts';

/** The names that Compose looks for, and the usual ones that are given to it by `-f`. */
const NAME = /(?:^|[/._-])(?:docker-)?compose(?:[._-][^/]*)?\.ya?ml$/i;
const SERVICES = /^["']?services["']?[ \t]*:/m;

/**
 * Files of Compose (Compose Specification): by their name, or a mapping `services` of things that have an image or a build. Merge
 * keys and anchors are put in by the reader of YAML; `extends` stays as it is written: see `policies/compose/lib`.
 */
export const composeFormat: YamlFormat = {
	kind: 'yaml',
	platform: 'compose',
	dialect: 'core',
	claims: ({ path, text }) => NAME.test(path) || (/\.ya?ml$/i.test(path) && (SERVICES.test(text) || (isFlow(text) && text.includes('services')))),
	objects: (document, { path }) => (isCompose(document, path) ? [{ name: path.slice(path.lastIndexOf('/') + 1), object: document.value, positions: entriesOf(document) }] : []),
};

function isCompose({ value }: YamlDocument, path: string): boolean {
	if (!isObject(value) || value['apiVersion'] !== undefined || !isObject(value['services'])) return false;
	const services = Object.values(value['services']).filter(isObject);
	return services.length > 0 && (NAME.test(path) || (value['jobs'] === undefined && services.every(isStarted) && services.some(isWired)));
}

function isStarted({ build, image }: JsonObject): boolean {
	return build !== undefined || typeof image === 'string';
}

/** Other tools have services of an image, too: a CI's have little more than that. */
function isWired(service: JsonObject): boolean {
	return ['build', 'volumes', 'depends_on', 'restart', 'networks', 'env_file', 'container_name', 'healthcheck', 'deploy'].some((key) => service[key] !== undefined);
}
