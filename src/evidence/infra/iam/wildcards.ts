import type { Json } from '../../../parse/yaml/compose.ts';
import list from './actions.json' with { type: 'json' };

/** What a wildcard of IAM stands for today. `actions` are in the order of what they may do: who may do what, changes, tags, reads. */
export interface IamWildcard {
	/** A service that the list does not hold is known by the words of the wildcard alone. */
	readonly known: boolean;
	readonly actions: readonly string[];
	/** How many of `actions`, from the first on, change who may do what. */
	readonly permissions: number;
	/** How many of `actions`, from the first on, are more than reading and listing. */
	readonly changes: number;
}

/** An action with a wildcard, as policies write it; a star alone and the stars of an ARN are none. */
const WILDCARD = /(?<![\w:*/.-])([a-z][a-z0-9-]*):([a-z]*\*[a-z*]*)(?![\w:*/.-])/gi;

const MAYBE = /[a-z0-9-]:[a-z]*\*/i;

/** A document that names more actions is no policy any more: its other wildcards are known by their words. */
const MOST_ACTIONS = 4000;

const LEVELS = ['P', 'W', 'T', 'R', 'L'] as const;

/** Could there be a wildcard of IAM in the text? A cheap look. */
export function mayHoldWildcards(text: string): boolean {
	return MAYBE.test(text);
}

/** The wildcards of IAM anywhere in a document, in lower case: each with the actions of AWS's own list that it holds. */
export function iamWildcards(document: unknown): Record<string, Json> {
	const patterns = new Set([...JSON.stringify(document).matchAll(WILDCARD)].map(([pattern]) => pattern.toLowerCase()));
	const wildcards: Record<string, Json> = {};
	let room = MOST_ACTIONS;
	for (const pattern of [...patterns].toSorted()) {
		if (room <= 0) break;
		const { known, actions, permissions, changes } = expanded(pattern);
		room -= actions.length + 1;
		wildcards[pattern] = { known, actions, permissions, changes };
	}
	return wildcards;
}

/** What a document is given beside its own keys, where it names wildcards of IAM at all. */
export function wildcardFacts(document: unknown): { readonly iam_wildcards?: Json } {
	const wildcards = iamWildcards(document);
	return Object.keys(wildcards).length === 0 ? {} : { iam_wildcards: wildcards };
}

/** @param pattern In lower case: `s3:put*`. */
export function expanded(pattern: string): IamWildcard {
	const colon = pattern.indexOf(':');
	const service = pattern.slice(0, colon);
	const levels = levelsOf(service);
	if (levels === undefined) return { known: false, actions: [], permissions: 0, changes: 0 };
	const held = LEVELS.map((level) => (levels.get(level) ?? []).filter((name) => fits(name.toLowerCase(), pattern.slice(colon + 1).split('*'))));
	const [permissions = [], writes = [], tags = []] = held;
	return { known: true, actions: held.flat().map((name) => `${service}:${name}`), permissions: permissions.length, changes: permissions.length + writes.length + tags.length };
}

/** The line of a service: its name, and the names of its actions by access level. */
function levelsOf(service: string): ReadonlyMap<string, readonly string[]> | undefined {
	const start = list.indexOf(`\n${service}\t`);
	if (start === -1) return undefined;
	const [, ...levels] = list.slice(start + 1, list.indexOf('\n', start + 1)).split('\t');
	return new Map(levels.map((text) => [text.slice(0, 1), text.slice(2).split(' ')] as const));
}

/** The parts between the stars, one after the other; in one pass, whatever the pattern. */
function fits(name: string, [first = '', ...rest]: readonly string[]): boolean {
	const last = rest.pop() ?? '';
	if (!name.startsWith(first) || !name.endsWith(last)) return false;
	let from = first.length;
	for (const part of rest) {
		const at = name.indexOf(part, from);
		if (at === -1) return false;
		from = at + part.length;
	}
	return from + last.length <= name.length;
}
