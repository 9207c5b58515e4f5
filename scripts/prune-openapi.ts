/**
 * Writes test/e2e/github/openapi.json: the official description of GitHub's REST API, cut to the operations that Groundwire
 * uses. The GitHub on loopback checks every request and every answer of its own against it.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

/** Operations by `operationId`; a request to any other is an error in the tests. */
export const OPERATIONS: readonly string[] = [
	'actions/download-artifact',
	'actions/list-workflow-run-artifacts',
	'checks/create',
	'checks/list-for-ref',
	'checks/update',
	'git/create-blob',
	'git/create-commit',
	'git/create-ref',
	'git/create-tree',
	'git/get-blob',
	'git/get-commit',
	'git/get-ref',
	'git/get-tree',
	'git/update-ref',
	'issues/create-comment',
	'issues/delete-comment',
	'issues/get-comment',
	'issues/list-comments',
	'issues/update-comment',
	'pulls/create-review',
	'pulls/create-review-comment',
	'pulls/delete-review-comment',
	'pulls/get',
	'pulls/list',
	'pulls/list-commits',
	'pulls/list-files',
	'pulls/list-review-comments',
	'pulls/list-reviews',
	'pulls/update-review-comment',
	'reactions/create-for-issue-comment',
	'repos/compare-commits-with-basehead',
	'repos/get-collaborator-permission-level',
	'teams/get-membership-for-user-in-org',
	'users/get-authenticated',
];

type Json = null | boolean | number | string | readonly Json[] | JsonObject;
interface JsonObject {
	readonly [key: string]: Json;
}

/** Words for people, and examples: most of the bytes and none of the rules. */
const LEFT_OUT: ReadonlySet<string> = new Set(['description', 'summary', 'example', 'examples', 'externalDocs', 'tags', 'x-github']);

/** The description with these operations and the components they refer to, and nothing else. */
export function prune(description: JsonObject, operations: readonly string[]): JsonObject {
	const paths: Record<string, JsonObject> = {};
	for (const [path, item] of Object.entries(object(description['paths']))) {
		const kept = Object.entries(object(item)).filter(([, operation]) => operations.some((id) => id === object(operation)['operationId']));
		if (kept.length > 0) paths[path] = Object.fromEntries(kept.map(([method, operation]) => [method, object(strip(operation))]));
	}
	const components: Record<string, Record<string, Json>> = {};
	collect(paths, object(description['components']), components);
	return { openapi: description['openapi'] ?? '', info: { title: 'GitHub v3 REST API, cut to what is used here', version: version(description) }, paths, components };
}

function version(description: JsonObject): Json {
	return object(description['info'])['version'] ?? '';
}

function object(value: Json | undefined): JsonObject {
	return typeof value === 'object' && value !== null && !isList(value) ? value : {};
}

function isList(value: Json): value is readonly Json[] {
	return Array.isArray(value);
}

/** `inProperties`: the keys are names of fields (one may be called `description`), not keywords. */
function strip(value: Json, inProperties = false): Json {
	if (isList(value)) return value.map((item) => strip(item));
	if (typeof value !== 'object' || value === null) return value;
	const kept = Object.entries(value).filter(([key]) => inProperties || !LEFT_OUT.has(key));
	return Object.fromEntries(kept.map(([key, child]) => [key, strip(child, key === 'properties' && !inProperties)]));
}

function collect(value: Json, from: JsonObject, into: Record<string, Record<string, Json>>): void {
	if (isList(value)) {
		for (const item of value) collect(item, from, into);
		return;
	}
	if (typeof value !== 'object' || value === null) return;
	for (const [key, child] of Object.entries(value)) {
		if (key !== '$ref' || typeof child !== 'string') {
			collect(child, from, into);
			continue;
		}
		const [, , kind = '', name = ''] = child.split('/');
		const group = (into[kind] ??= {});
		if (group[name] !== undefined) continue;
		const component = strip(object(from[kind])[name] ?? {});
		group[name] = component;
		collect(component, from, into);
	}
}

function sorted(value: Json): Json {
	if (isList(value)) return value.map(sorted);
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, child]) => [key, sorted(child)]));
}

/** The file as it should be: one component or path a line, so that a new version of the description shows as a small difference. */
export function prunedText(): string {
	const source = createRequire(import.meta.url).resolve('@octokit/openapi/generated/api.github.com.json');
	const description: JsonObject = JSON.parse(readFileSync(source, 'utf8')) as JsonObject;
	const pruned = object(sorted(prune(description, OPERATIONS)));
	return `${JSON.stringify(pruned).replaceAll(/(?<=[{,])("[a-z][a-z-]*-[a-z0-9-]*":\{"|"\/)/gu, '\n$1')}\n`;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
	writeFileSync(new URL('../test/e2e/github/openapi.json', import.meta.url), prunedText());
}
