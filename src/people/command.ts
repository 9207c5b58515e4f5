import { hidesSomething } from '../report/markdown-escape.ts';
import { spokenLines, type SpokenLine } from './spoken-lines.ts';

/** What a person asks for on a pull request. `target` is a fingerprint, the beginning of one, or the id of a rule. */
export type Order =
	| { readonly kind: 'waive'; readonly target: string; readonly until: string; readonly reason: string }
	| { readonly kind: 'approve' }
	| { readonly kind: 'explain'; readonly target: string }
	| { readonly kind: 'recheck' };

/** One line of a comment that begins with `/groundwire`: an order, or what was expected instead. */
export interface Command {
	/** The line of the comment, from 1. */
	readonly line: number;
	readonly order: Order | { readonly kind: 'wrong'; readonly expected: string };
}

const USAGE = {
	waive: '`/groundwire waive <id or rule> until <YYYY-MM-DD> because <reason>`',
	approve: '`/groundwire approve`',
	explain: '`/groundwire explain <id or rule>`',
	recheck: '`/groundwire recheck`',
} as const;

const PREFIX = '/groundwire';
const TARGET = /^`?([A-Za-z0-9][A-Za-z0-9:._/-]{0,199})`?$/u;
/** More lines than anybody needs in one comment; each may cost a look at GitHub and a place in the log. */
const MOST_COMMANDS = 10;
const LEAST_REASON = 10;
const MOST_REASON = 500;
/** A year, and one day for the leap. */
const MOST_DAYS = 366;
const DAY_MS = 86_400_000;

/**
 * The commands of a comment, in its order. Text in quotations, code and hidden HTML is none. `now` is when the comment was written: a
 * date may lie a year ahead and not behind. Pure and total: any text gives commands or nothing.
 */
export function readCommands(comment: string, now: Date): readonly Command[] {
	const lines = spokenLines(comment).filter(({ text }) => text === PREFIX || /^\/groundwire[ \t]/u.test(text));
	return lines.map((line, index) => ({ line: line.line, order: index < MOST_COMMANDS ? order(line, now) : wrong(`at most ${MOST_COMMANDS} commands in one comment`) }));
}

/** Cheap: could the comment hold a command at all? */
export function mentionsCommand(comment: string): boolean {
	return /^\/groundwire(?:[ \t]|$)/mu.test(comment.replaceAll('\r', '\n'));
}

function wrong(expected: string): Command['order'] {
	return { kind: 'wrong', expected };
}

function order({ text, plain }: SpokenLine, now: Date): Command['order'] {
	if (!plain) return wrong('an empty line before the command: what stands above it could hide it');
	if (hidesSomething(text)) return wrong('a command without characters that cannot be seen');
	const words = text.slice(PREFIX.length).trim();
	const [, name = '', rest = ''] = /^(\S*)[ \t]*(.*)$/su.exec(words) ?? [];
	switch (name) {
		case 'waive':
			return waive(rest, now);
		case 'explain':
			return explain(rest);
		case 'approve':
		case 'recheck':
			return rest === '' ? { kind: name } : wrong(`${USAGE[name]} and nothing after it`);
		default:
			return wrong(`one of ${Object.values(USAGE).join(', ')}`);
	}
}

function explain(rest: string): Command['order'] {
	const target = TARGET.exec(rest)?.[1];
	return target === undefined ? wrong(USAGE.explain) : { kind: 'explain', target };
}

function waive(rest: string, now: Date): Command['order'] {
	const [, id = '', until = '', reason = ''] = /^(\S+)[ \t]+until[ \t]+(\S+)[ \t]+because[ \t]+(.+)$/su.exec(rest) ?? [];
	const target = TARGET.exec(id)?.[1];
	if (target === undefined) return wrong(USAGE.waive);
	const wrongDate = dateError(until, now);
	if (wrongDate !== undefined) return wrong(wrongDate);
	const { length } = reason;
	if (length < LEAST_REASON || length > MOST_REASON) return wrong(`a reason of ${LEAST_REASON} to ${MOST_REASON} characters; this one has ${length}`);
	return { kind: 'waive', target, until, reason };
}

function dateError(until: string, now: Date): string | undefined {
	const at = Date.parse(`${until}T00:00:00Z`);
	if (!/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/u.test(until) || Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== until) return 'a day of the calendar after `until`, as `2027-01-15`';
	const today = Date.parse(`${now.toISOString().slice(0, 10)}T00:00:00Z`);
	if (at < today) return `a day after \`until\` that is not past (today is ${new Date(today).toISOString().slice(0, 10)}, UTC)`;
	if (at - today > MOST_DAYS * DAY_MS) return `a day after \`until\` that is at most ${MOST_DAYS} days ahead`;
	return undefined;
}
