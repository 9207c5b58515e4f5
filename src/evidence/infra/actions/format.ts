import type { Json } from '../../../parse/yaml/compose.ts';
import type { YamlDocument } from '../../../parse/yaml/parse.ts';
import type { SourceText } from '../../../parse/text.ts';
import type { PositionEntry } from '../../file-evidence.ts';
import { entriesOf, type FormatObject, type YamlFormat } from '../format.ts';
import { expressionFacts } from './expressions.ts';
import { scriptFacts } from './scripts.ts';
import { expressionsIn, type PlacedString, stringsOf } from './strings.ts';
import { isObject } from '../objects.ts';

const WORKFLOW = /(?:^|\/)\.(?:github|gitea|forgejo)\/workflows\/[^/]+\.ya?ml$/i;
const ACTION = /(?:^|\/)action\.ya?ml$/i;

/**
 * Workflows, and the `action.yml` of actions. The document is what is written, with `$kind` (`workflow` or `action`), `$expressions`,
 * `$conditions` and `$scripts` beside it. Their `at` leads to the lines inside of a block: `…/run/$expression/0`, `…/run/$line/3`.
 */
export const actionsFormat: YamlFormat = {
	kind: 'yaml',
	platform: 'actions',
	dialect: 'core',
	claims: ({ path, text }) => (WORKFLOW.test(path) || (isBare(path) && looksLikeWorkflow(text)) || ACTION.test(path)),
	objects: actionsObjects,
};

/** A file that is scanned by itself stands in no directory that would tell what it is. */
function isBare(path: string): boolean {
	return !path.includes('/') && /\.ya?ml$/i.test(path);
}

function looksLikeWorkflow(text: string): boolean {
	return /^["']?on["']?[ \t]*:/m.test(text) && /^["']?jobs["']?[ \t]*:/m.test(text);
}

function actionsObjects(document: YamlDocument, source: SourceText): readonly FormatObject[] {
	const { value } = document;
	const kind = kindOf(value);
	if (kind === undefined || !isObject(value)) return [];
	const strings = stringsOf(document, source);
	const expressions = strings.flatMap((string) => expressionsIn(string).map((expression) => ({ ...expression, in: string.path })));
	const scripts = strings.filter(({ path }) => path.at(-1) === 'run' && path.includes('steps')).map((string) => scriptFacts(string, shellOf(value, string)));
	const facts = expressions.flatMap(({ text, at, in: inside }) => {
		const known = expressionFacts(text);
		return known === undefined ? [] : [{ at, in: inside, ...known }];
	});
	const object: Json = { ...value, $kind: kind, $expressions: facts as readonly object[] as readonly Json[], $conditions: strings.flatMap(conditionFacts), $scripts: scripts.map((script) => script.facts) };
	const extra: PositionEntry[] = [...expressions.flatMap(({ position }) => (position === undefined ? [] : [position])), ...scripts.flatMap(({ positions }) => positions)];
	return [{ name: nameOf(source.path), object, positions: [...entriesOf(document), ...extra] }];
}

function kindOf(value: Json): 'workflow' | 'action' | undefined {
	if (!isObject(value)) return undefined;
	if (isObject(value['jobs']) && value['on'] !== undefined) return 'workflow';
	return isObject(value['runs']) && typeof value['runs']['using'] === 'string' ? 'action' : undefined;
}

/** `ci.yml`, and the directory of an action: the file's own name says nothing there. */
function nameOf(path: string): string {
	const parts = path.split('/');
	return ACTION.test(path) ? parts.slice(-2).join('/') : (parts.at(-1) ?? path);
}

/** The text of an `if`: with braces or without, an expression. `padded`: text around the braces, which makes it always true. */
function conditionFacts(string: PlacedString): Json[] {
	if (string.path.at(-1) !== 'if') return [];
	const fenced = expressionsIn(string);
	const [only] = fenced;
	const padded = only !== undefined && !only.alone;
	const facts = expressionFacts(only === undefined ? string.text : only.text);
	return [{ ...(facts as object | undefined), at: string.path, text: string.text.trim(), padded, readable: facts !== undefined }];
}

/** The shell of a step: its own, that of `defaults`, or what its runner has. */
function shellOf(document: JsonObject, { path }: PlacedString): string {
	const step = pathValue(document, path.slice(0, -1));
	const job = path[0] === 'jobs' ? pathValue(document, path.slice(0, 2)) : undefined;
	const own = [pathValue(step, ['shell']), pathValue(job, ['defaults', 'run', 'shell']), pathValue(document, ['defaults', 'run', 'shell'])].find((shell) => typeof shell === 'string');
	if (typeof own === 'string') return own;
	const runner = pathValue(job, ['runs-on']);
	return typeof runner === 'string' && /^windows/i.test(runner) ? 'pwsh' : 'bash';
}

function pathValue(value: Json | undefined, path: readonly (string | number)[]): Json | undefined {
	return path.reduce<Json | undefined>((node, part) => {
		if (Array.isArray(node)) return typeof part === 'number' ? (node as readonly Json[])[part] : undefined;
		return isObject(node) ? node[part] : undefined;
	}, value);
}

type JsonObject = { readonly [key: string]: Json };
