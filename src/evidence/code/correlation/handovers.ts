import type { Handover } from '../../facts.ts';
import type { ts } from '../../../parse/typescript/compiler.ts';
import type { CodeContext } from '../context.ts';
import { entryOf } from '../handling/entry.ts';
import { subjectOf } from '../subject.ts';
import { apps } from './apps.ts';
import { argumentsTaken } from './arguments-taken.ts';
import { idAtHand } from './at-hand.ts';
import { boundLoggers } from './bound-loggers.ts';
import { clientCalls } from './client-calls.ts';
import { headerSets } from './header-sets.ts';
import { failureLogs } from './failure-logs.ts';
import { responses } from './responses.ts';

/** A handover before it has its place. */
export interface Found extends Pick<Handover, 'kind' | 'name' | 'state' | 'ids'> {
	readonly node: ts.Node;
	readonly until?: ts.Node;
	readonly made?: boolean;
	/** Where a set-up ends. */
	readonly last?: ts.Node;
	readonly message?: string;
	/** The further log lines of a function. */
	readonly others?: readonly ts.Node[];
}

/** The most of them that one file may hold: a policy compares them pairwise. */
const MAX = 400;
const MAX_OTHERS = 20;
const NAME_LENGTH = 80;

/** The `handovers` of a file, in source order. */
export function handovers(context: CodeContext): Handover[] {
	const found = [apps, responses, headerSets, clientCalls, argumentsTaken, failureLogs, boundLoggers].flatMap((find) => find(context));
	const counts = new Map<string, number>();
	return found
		.toSorted((a, b) => a.node.pos - b.node.pos || (a.kind < b.kind ? -1 : 1))
		.slice(0, MAX)
		.map((one) => placed(one, counts, context));
}

function placed({ node, until, kind, name: whole, state, ids, made, last, message, others }: Found, counts: Map<string, number>, context: CodeContext): Handover {
	const subject = subjectOf(node);
	const name = whole.replaceAll(/\s+/g, ' ').trim().slice(0, NAME_LENGTH);
	const key = `${kind}\0${subject}\0${name}`;
	const ordinal = counts.get(key) ?? 0;
	counts.set(key, ordinal + 1);
	const entry = entryOf(node, context);
	const atHand = state === 'absent' ? idAtHand(node, context) : '';
	return {
		at: context.places.at(node, until ?? node),
		subject,
		...(entry === undefined ? {} : { entry }),
		kind,
		name,
		ordinal,
		state,
		ids,
		atHand: atHand.slice(0, NAME_LENGTH),
		made: made ?? false,
		...(message === undefined ? {} : { message: message.slice(0, NAME_LENGTH) }),
		...(others === undefined ? {} : { others: others.slice(0, MAX_OTHERS).map((other) => context.places.at(other)) }),
		...(last === undefined ? {} : { around: context.places.at(node, last) }),
	};
}
