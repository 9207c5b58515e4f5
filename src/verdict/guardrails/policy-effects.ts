import { isDeepStrictEqual } from 'node:util';

import { CONFIDENCES, PERSONAS, SEVERITIES, type RuleMetadata } from '../../policy/policy.ts';
import { counted, type Effect, gravestFirst, tells, weakens } from './effect.ts';

/** A pack on one side of the change. */
export interface PackVersion {
	/** Rego by path, without tests. */
	readonly modules: Readonly<Record<string, string>>;
	readonly rules: readonly RuleMetadata[];
	/** Why the pack cannot be used, or which of its files do not compile. */
	readonly problems: readonly string[];
}

export interface PolicyFile {
	readonly path: string;
	/** Texts of the file itself; absent where there is none on that side. */
	readonly before?: string;
	readonly after?: string;
	/** The pack in force that it belongs to; absent where there is none. */
	readonly packs?: { readonly base: PackVersion; readonly head: PackVersion };
}

/** What a changed file of a pack does. What a changed rule will object to nobody can tell without a change to judge: that counts as weaker. */
export function policyEffects(file: PolicyFile): Effect[] {
	const { path, packs } = file;
	if (path.endsWith('_test.rego')) return testEffects(file);
	if (packs === undefined || !path.endsWith('.rego')) return [tells('no rule in force reads this file')];
	const effects = [...problemEffects({ ...file, packs }), ...ruleEffects({ ...file, packs })];
	return effects.length > 0 ? gravestFirst(effects) : [codeEffect({ ...file, packs })];
}

type PackFile = PolicyFile & { readonly packs: NonNullable<PolicyFile['packs']> };

function testEffects({ before = '', after = '' }: PolicyFile): Effect[] {
	const kept = testsOf(after);
	const gone = [...testsOf(before)].filter((name) => !kept.has(name));
	if (gone.length > 0) return [weakens(`would no longer be tested: ${counted('test', gone)}`)];
	return [tells('nothing judges by a test')];
}

function testsOf(text: string): ReadonlySet<string> {
	return new Set(text.split('\n').flatMap((line) => /^(test_\w+)/.exec(line)?.[1] ?? []));
}

/** The first of the pack's files that changed says what is wrong with the pack as a whole; each file what is wrong with itself. */
function problemEffects({ path, packs }: PackFile): Effect[] {
	const before = new Set(packs.base.problems);
	return packs.head.problems
		.filter((problem) => !before.has(problem) && (problem.startsWith(`${path}:`) || !/^\S+\.rego:\d/.test(problem)))
		.slice(0, 2)
		.map((problem) => weakens(`could not be used, and nothing could be decided: ${problem.slice(0, 200)}`));
}

function ruleEffects({ before, after, packs: { base, head } }: PackFile): Effect[] {
	const own = new Set([before, after].flatMap((text) => packageOf(text) ?? []));
	const [old, current] = [base, head].map(({ rules }) => new Map(rules.filter((rule) => own.has(rule.package)).map((rule) => [String(rule.id), rule])));
	const both = [...(old ?? [])].flatMap(([id, was]) => {
		const is = current?.get(id);
		return is === undefined ? [] : [{ id, was, is }];
	});
	const gone = only(old, current);
	const added = only(current, old);
	const lighter = both.filter(({ was, is }) => isLess(was, is)).map(({ id }) => id);
	const heavier = both.filter(({ was, is }) => isLess(is, was) && !isLess(was, is)).map(({ id }) => id);
	const changed = isOnlyWords(before, after) ? [] : both.filter(({ id }) => !lighter.includes(id)).map(({ id }) => id);
	return [
		...(gone.length > 0 ? [weakens(`would be gone: ${counted('rule', gone)}`)] : []),
		...(lighter.length > 0 ? [weakens(`would weigh less or run less often: ${counted('rule', lighter)}`)] : []),
		...(changed.length > 0 ? [weakens(`would object to other things: ${counted('rule', changed)}`)] : []),
		...(heavier.length > 0 ? [tells(`would weigh more or run more often: ${counted('rule', heavier)}`)] : []),
		...(added.length > 0 ? [addedEffect(added, after, before, base)] : []),
	];
}

/** The ids of one side that the other has not. */
function only(from: ReadonlyMap<string, RuleMetadata> = new Map(), other: ReadonlyMap<string, RuleMetadata> = new Map()): string[] {
	return [...from.keys()].filter((id) => !other.has(id)).toSorted();
}

/** A new package is only more that objects, unless a rule that is there already looks into packages of its name. */
function addedEffect(added: readonly string[], after: string | undefined, before: string | undefined, base: PackVersion): Effect {
	const text = `would be new: ${counted('rule', added)}`;
	return before === undefined && !isLookedInto(packageOf(after), base) ? tells(text) : weakens(text);
}

function isLookedInto(name: string | undefined, { modules }: PackVersion): boolean {
	const [first = ''] = (name ?? '').split('.');
	return Object.values(modules).some((text) => packageOf(text) === name || /\bdata\s*\[/.test(text) || new RegExp(`\\bdata\\.${first.replaceAll(/\W/g, '.')}\\b`).test(text));
}

function codeEffect({ before, after, packs: { base } }: PackFile): Effect {
	if (isOnlyWords(before, after)) return tells('only comments and blank lines are changed');
	if (before === undefined && !isLookedInto(packageOf(after), base)) return tells('no rule looks into it');
	return weakens('what the rules share is changed: what they object to may be something else');
}

function isLess(was: RuleMetadata, is: RuleMetadata): boolean {
	return (
		SEVERITIES.indexOf(is.severity) < SEVERITIES.indexOf(was.severity) ||
		CONFIDENCES.indexOf(is.confidence) < CONFIDENCES.indexOf(was.confidence) ||
		PERSONAS.indexOf(is.persona) > PERSONAS.indexOf(was.persona) ||
		is.scope !== was.scope ||
		!isDeepStrictEqual(is.platforms, was.platforms) ||
		!isDeepStrictEqual(is.params, was.params)
	);
}

function isOnlyWords(before: string | undefined, after: string | undefined): boolean {
	return before !== undefined && after !== undefined && codeOf(before) === codeOf(after);
}

/** Without lines that are comments or blank; a raw string may hold such lines, and then nobody can tell. */
function codeOf(text: string): string {
	if (text.includes('`')) return text;
	return text.split('\n').filter((line) => !/^\s*(?:#|$)/.test(line)).join('\n');
}

/** The package of a file that perhaps cannot be parsed. */
function packageOf(text = ''): string | undefined {
	return /^[ \t]*package[ \t]+(\S{1,200})/m.exec(text)?.[1];
}
