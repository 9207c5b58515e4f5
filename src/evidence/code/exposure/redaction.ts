import { ts } from '../../../parse/typescript/compiler.ts';
import type { Redaction } from '../../facts/logging.ts';
import type { CodeContext } from '../context.ts';
import { evaluate } from '../value/evaluate.ts';
import { property, staticName } from '../value/object-shape.ts';
import { type Frame, type Value, alternatives } from '../value/value.ts';
import { subjectOf } from '../subject.ts';
import type { Part } from './parts.ts';
import { lastName } from '../last-name.ts';

const LIST_NAME = /^(?:redact|redaction|redacted|censor|mask)(?:ed)?$|(?:redact|censor|mask|sensitive|secret|hidden|scrub|filtered)\w*(?:paths?|fields?|keys?|names?|props?|properties|headers?|params?|attributes)$/i;
const CLEANS = /redact|scrub|saniti[sz]|mask|censor|filterSensitive|sensitiveFields|omitFields/i;

/** What a logger takes out of what it writes. */
interface Filter {
	/** `unknown`: something cleans, and what it leaves cannot be read. */
	readonly state: 'known' | 'unknown' | 'none';
	readonly paths: readonly string[];
}

const NONE: Filter = { state: 'none', paths: [] };
const UNREADABLE: Filter = { state: 'unknown', paths: [] };

/** Does the logger take a value out? A filter works on fields, not on text. */
export function redactedBy(receiver: ts.Expression | undefined, part: Part, context: CodeContext): 'yes' | 'no' | 'unknown' {
	if (receiver === undefined || (part.how !== 'field' && part.how !== 'argument')) return 'no';
	const filter = filterOf(evaluate(receiver, context.frame), 0);
	if (filter.state === 'unknown') return 'unknown';
	const own = lastName(part.node);
	const path = part.path.length > 0 ? part.path : [own];
	return filter.paths.some((pattern) => covers(pattern, path)) ? 'yes' : 'no';
}

/** `password`, `*.password`, `req.headers.authorization`, `user["password"]`: what is taken out below a whole object leaves the rest of it. */
function covers(pattern: string, path: readonly string[]): boolean {
	const wanted = pattern.replace(/\[["']?([^\]"']*)["']?\]/g, '.$1').split('.').filter((step) => step !== '');
	const last = wanted.at(-1);
	if (last === undefined) return false;
	if (wanted.length === 1 || wanted[0] === '*' || wanted[0] === '**') return path.some((step) => step === last || last === '*');
	return path.join('.').startsWith(wanted.join('.')) || wanted.join('.').startsWith(path.join('.'));
}

function filterOf(value: Value, depth: number): Filter {
	if (depth > 6) return NONE;
	switch (value.kind) {
		case 'member':
			return filterOf(value.of, depth + 1);
		case 'either':
			return alternatives(value).map((option) => filterOf(option, depth + 1)).find(({ state }) => state !== 'none') ?? NONE;
		case 'result':
			return value.of.kind === 'package' ? settingsFilter(value.call.arguments, value.frame) : filterOf(value.of, depth + 1);
		case 'instance':
			return instanceFilter(value, depth);
		case 'object':
		case 'function':
			return CLEANS.test(value.node.getText()) ? UNREADABLE : NONE;
		default:
			return NONE;
	}
}

function instanceFilter(value: Extract<Value, { kind: 'instance' }>, depth: number): Filter {
	const here = settingsFilter(value.call.arguments ?? [], value.frame);
	if (here.state !== 'none' || value.of.kind !== 'class') return here;
	return CLEANS.test(value.of.node.getText()) ? UNREADABLE : depth > 4 ? NONE : here;
}

/** The `redact` of pino's options; any other option that cleans cannot be read. */
function settingsFilter(settings: readonly ts.Expression[], frame: Frame): Filter {
	for (const setting of settings) {
		const value = evaluate(setting, frame);
		const redact = value.kind === 'object' ? property(value, 'redact') : undefined;
		const paths = redact === undefined ? undefined : pathsIn(redact);
		if (paths !== undefined) return { state: 'known', paths };
		if (CLEANS.test(value.kind === 'object' ? value.node.getText() : setting.getText())) return UNREADABLE;
	}
	return NONE;
}

function pathsIn(redact: Value): readonly string[] | undefined {
	if (redact.kind === 'object') {
		const paths = property(redact, 'paths');
		return paths === undefined ? undefined : pathsIn(paths);
	}
	if (redact.kind !== 'array') return undefined;
	const { paths, complete } = textsIn(redact.node, redact.frame);
	return complete ? paths : undefined;
}

/** The `redactions` of a file: lists of names that are taken out of logs. */
export function redactions(context: CodeContext): Redaction[] {
	if (!/redact|sensitive|scrub|censor|mask|hidden|filtered|secret|pino/i.test(context.module.sourceFile.text)) return [];
	return [...lists(context), ...bareLoggers(context)];
}

/** pino that is made without `redact`: where there was one before, everything on its list is in plain now. */
function bareLoggers(context: CodeContext): Redaction[] {
	return context.nodesOf(ts.isCallExpression).flatMap((node) => {
		const isPino = ts.isIdentifier(node.expression) && /pino/i.test(node.expression.text) && isPackage(evaluate(node.expression, context.frame), 'pino');
		if (!isPino || settingsFilter(node.arguments, context.frame).state !== 'none') return [];
		return [{ at: context.places.at(node), subject: `${subjectOf(node)} ${nameOf(node)} redact`, paths: [], complete: true }];
	});
}

function isPackage(value: Value, name: string): boolean {
	return value.kind === 'package' && value.name === name;
}

function lists(context: CodeContext): Redaction[] {
	return context.nodesOf(ts.isArrayLiteralExpression).flatMap((node) => {
		const holder = holderOf(node);
		if (holder === undefined || !LIST_NAME.test(holder)) return [];
		const { paths, complete } = textsIn(node, context.frame);
		if (paths.length === 0) return [];
		return [{ at: context.places.at(node), subject: `${subjectOf(node)} ${nameOf(node)} ${holder}`, paths, complete }];
	});
}

/** The variable or property that what is made here goes by: a file may make several loggers. */
function nameOf(node: ts.Node): string {
	for (let outer = node.parent; !ts.isStatement(outer) && !ts.isFunctionLike(outer) && !ts.isSourceFile(outer); outer = outer.parent) {
		if (ts.isVariableDeclaration(outer)) return outer.name.getText();
		if (ts.isBinaryExpression(outer)) return outer.left.getText();
	}
	return 'default';
}

/** The name that a list goes by: of its property, or of its variable; `paths` within `redact` goes by that. */
function holderOf(node: ts.Node): string | undefined {
	const { parent } = node;
	if (ts.isNewExpression(parent) || ts.isAsExpression(parent) || ts.isCallExpression(parent) || ts.isSatisfiesExpression(parent)) return holderOf(parent);
	if (ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name)) return parent.name.text;
	if (!ts.isPropertyAssignment(parent) && !ts.isPropertyDeclaration(parent)) return undefined;
	const name = ts.isPrivateIdentifier(parent.name) ? parent.name.text : staticName(parent.name);
	return name === 'paths' ? holderOf(parent.parent) : name;
}

function textsIn(node: ts.ArrayLiteralExpression, frame: Frame): { readonly paths: readonly string[]; readonly complete: boolean } {
	const values = node.elements.map((element) => (ts.isSpreadElement(element) ? undefined : evaluate(element, frame)));
	const paths = values.flatMap((value) => (value?.kind === 'literal' && typeof value.value === 'string' ? [value.value] : []));
	return { paths, complete: paths.length === node.elements.length };
}
