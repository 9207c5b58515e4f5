import { ts } from '../../../parse/typescript/compiler.ts';
import { evaluate } from '../value/evaluate.ts';
import { type Frame, alternatives } from '../value/value.ts';
import { bare, calledName } from './chains.ts';
import { libraryCall } from './libraries.ts';
import { promiseCall } from './resolve.ts';

/** What leads out of the process, and the call that does, by name: `io` before `database` before `unknown`. */
export interface Lead {
	readonly does: 'io' | 'database' | 'none' | 'unknown';
	readonly what: string;
}

const NOTHING: Lead = { does: 'none', what: '' };
const RANK: readonly Lead['does'][] = ['none', 'unknown', 'database', 'io'];
const MAX_STEPS = 3;
/** Calls that are looked at in one function: what many lead to the first tell. */
const MAX_CALLS = 60;
const PAUSES = /^(?:sleep|delay|wait|setTimeout|nextTick)$/i;
/** Interfaces of stores hold queries; others of a repository mostly lead on to something that leaves the process. */
const STORE = /(?:store|repository|repo|dao|model|readModel|db|database|knex|prisma|transaction)\b/i;

/** By the calls that were left to follow: what is found with fewer may be less. */
const known = Array.from({ length: MAX_STEPS + 1 }, () => new WeakMap<ts.Node, Lead>());

/** Where a function leads, by what it waits for, hands back or starts, in functions of the repository too. */
export function leadsTo(body: ts.Node, frame: Frame, steps = MAX_STEPS): Lead {
	const kept = known[steps]?.get(body);
	if (kept !== undefined) return kept;
	// Until it is known, so that recursion ends.
	known[steps]?.set(body, NOTHING);
	const found = strongest(body, frame, steps);
	known[steps]?.set(body, found);
	return found;
}

function strongest(body: ts.Node, frame: Frame, steps: number): Lead {
	let best = NOTHING;
	let left = MAX_CALLS;
	for (const call of callsIn(body)) {
		left -= 1;
		const lead = left < 0 ? NOTHING : leadOf(call, frame, steps);
		if (RANK.indexOf(lead.does) > RANK.indexOf(best.does)) best = lead;
		if (best.does === 'io' || left < 0) break;
	}
	return best;
}

function* callsIn(root: ts.Node): Generator<ts.CallExpression | ts.TaggedTemplateExpression> {
	const pending: ts.Node[] = [root];
	for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
		if (ts.isCallExpression(node) || ts.isTaggedTemplateExpression(node)) yield node;
		const children: ts.Node[] = [];
		ts.forEachChild(node, (child) => {
			children.push(child);
		});
		pending.push(...children.toReversed());
	}
}

/** Where one call leads. */
export function leadOf(call: ts.CallExpression | ts.TaggedTemplateExpression, frame: Frame, steps = MAX_STEPS): Lead {
	const callee = ts.isCallExpression(call) ? call.expression : call.tag;
	const what = calledName(callee);
	const library = libraryCall(call, frame);
	if (library !== undefined) return { does: library.does, what };
	if (!ts.isCallExpression(call) || PAUSES.test(what)) return NOTHING;
	const promise = promiseCall(call, frame);
	if (promise?.promise === 'declared') return { does: STORE.test(what) ? 'database' : 'io', what };
	if (promise?.callee?.node.body !== undefined) return { ...innerLead(promise.callee.node.body, promise.callee.frame, steps), what };
	// What nobody knows is known to be a promise only by being waited for.
	return isWaitedFor(call) && isFollowed(call, frame) ? { does: 'unknown', what } : NOTHING;
}

function innerLead(body: ts.Node, frame: Frame, steps: number): Lead {
	return steps === 0 ? { does: 'unknown', what: '' } : leadsTo(body, frame, steps - 1);
}

/** `await x()`, `await x().then(…)`. */
function isWaitedFor(call: ts.CallExpression): boolean {
	let end: ts.Expression = call;
	for (;;) {
		const { parent } = end;
		if (ts.isParenthesizedExpression(parent)) end = parent;
		else if (ts.isPropertyAccessExpression(parent) && /^(?:then|catch|finally)$/.test(parent.name.text) && ts.isCallExpression(parent.parent)) end = parent.parent;
		else return ts.isAwaitExpression(parent);
	}
}

/** Not a function of the repository that is known to give no promise. */
function isFollowed(call: ts.CallExpression, frame: Frame): boolean {
	const callee = bare(call.expression);
	if (ts.isPropertyAccessExpression(callee) && ts.isIdentifier(callee.expression) && callee.expression.text === 'Promise') return false;
	return !alternatives(evaluate(callee, frame)).every((value) => value.kind === 'function');
}
