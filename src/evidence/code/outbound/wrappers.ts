import { ts } from '../../../parse/typescript/compiler.ts';
import { declarationOf } from '../../../parse/typescript/scope.ts';
import type { Deadline } from '../../facts.ts';
import { deeper, evaluate } from '../value/evaluate.ts';
import { enter } from '../value/returns.ts';
import { type Frame, type FunctionNode, type Value, alternatives } from '../value/value.ts';
import { calleeName, callsWithin } from './call-index.ts';
import { mayCallOut } from './candidates.ts';
import { callDeadline } from './deadline.ts';
import { type Identified, identifyCall } from './identify.ts';
import { UNKNOWN_DEADLINE, strongest } from './judgement.ts';
import { knownTarget } from './target.ts';

type FunctionValue = Extract<Value, { readonly kind: 'function' }>;

/** A call inside a wrapper whose deadline the wrapper's caller decides. */
interface Forwarding {
	readonly call: ts.CallExpression;
	readonly identified: Identified;
	/** Another wrapper that the call is of: a wrapper may be made of wrappers. */
	readonly through?: FunctionValue;
}

/** A call of a project's own wrapper: who really calls, and what this caller gives it. */
export interface WrapperCall {
	readonly name: string;
	readonly identified: Identified;
	readonly deadline: Deadline;
	/** Where the wrapper goes with these arguments, when that can be read. */
	readonly target: string;
}

const summaries = new WeakMap<FunctionNode, readonly Forwarding[]>();
const running = new Set<FunctionNode>();
/** How often nesting or a cycle cut a summary short: one found through such a cut depends on where we began, so it is not kept. */
let cuts = 0;
const MAX_NESTING = 4;

/**
 * The call of a function of the repository that makes an outbound call to a place its caller names and leaves the deadline
 * to its caller. Undefined for anything else: a wrapper that sets a deadline, or forwards none, is judged in its own file.
 */
export function wrapperCall(call: ts.CallExpression, callee: Value, frame: Frame): WrapperCall | undefined {
	const name = calleeName(call);
	if (name === undefined) return undefined;
	for (const option of alternatives(callee)) {
		const found = option.kind === 'function' ? throughWrapper(call, option, frame, 0) : undefined;
		if (found !== undefined) return { name, ...found };
	}
	return undefined;
}

function throughWrapper(call: ts.CallExpression, wrapper: FunctionValue, frame: Frame, nesting: number): Omit<WrapperCall, 'name'> | undefined {
	const forwarding = forwardingOf(wrapper, nesting);
	const [first] = forwarding;
	if (first === undefined) return undefined;
	const inside = enter(wrapper, call.arguments, frame);
	const calls = forwarding.map((inner) => forwarded(inner, inside, nesting));
	return { identified: first.identified, target: calls[0]?.target ?? '', deadline: strongest(calls.map(({ deadline }) => deadline)) };
}

/** What a call inside a wrapper is when the wrapper is called with what this frame says. */
function forwarded({ call, identified, through }: Forwarding, inside: Frame, nesting: number): Pick<WrapperCall, 'deadline' | 'target'> {
	if (through === undefined) return { deadline: callDeadline(call, identified, inside), target: knownTarget(call.arguments[0], inside) };
	return throughWrapper(call, through, inside, nesting + 1) ?? { deadline: UNKNOWN_DEADLINE, target: '' };
}

function forwardingOf(wrapper: FunctionValue, nesting: number): readonly Forwarding[] {
	const known = summaries.get(wrapper.node);
	if (known !== undefined) return known;
	if (running.has(wrapper.node) || nesting > MAX_NESTING) {
		cuts += 1;
		return [];
	}
	if (wrapper.node.parameters.length === 0 || wrapper.node.body === undefined) return [];
	const before = cuts;
	running.add(wrapper.node);
	const found = callsWithin(wrapper.node.body)
		.filter((call) => mayCallOut(call, wrapper.frame.module))
		.map((call) => forwardingCall(call, wrapper, nesting))
		.filter((inner) => inner !== undefined);
	running.delete(wrapper.node);
	if (cuts === before) summaries.set(wrapper.node, found);
	return found;
}

function forwardingCall(call: ts.CallExpression, wrapper: FunctionValue, nesting: number): Forwarding | undefined {
	const callee = evaluate(call.expression, deeper(wrapper.frame));
	const identified = identifyCall(callee, wrapper.frame.module);
	if (identified === undefined) return throughAnother(call, callee, wrapper, nesting);
	if (identified.receiver?.kind === 'typed' || !takesParameter(call.arguments[0], wrapper.node)) return undefined;
	return callDeadline(call, identified, wrapper.frame).state === 'caller' ? { call, identified } : undefined;
}

/** `send(url, init)` inside a wrapper, where `send` is a wrapper too. */
function throughAnother(call: ts.CallExpression, callee: Value, wrapper: FunctionValue, nesting: number): Forwarding | undefined {
	if (!call.arguments.some((argument) => takesParameter(argument, wrapper.node))) return undefined;
	for (const through of alternatives(callee)) {
		if (through.kind !== 'function' || through.node === wrapper.node) continue;
		const inner = throughWrapper(call, through, wrapper.frame, nesting + 1);
		if (inner?.deadline.state === 'caller') return { call, identified: inner.identified, through };
	}
	return undefined;
}

/** Does an expression contain a parameter of this function, directly or through a local name? */
function takesParameter(expression: ts.Expression | undefined, wrapper: FunctionNode, depth = 0): boolean {
	if (expression === undefined || depth > 3) return false;
	let found = false;
	const visit = (node: ts.Node): void => {
		if (found) return;
		if (ts.isIdentifier(node) && !(ts.isPropertyAccessExpression(node.parent) && node.parent.name === node)) found = leadsToParameter(node, wrapper, depth);
		ts.forEachChild(node, visit);
	};
	visit(expression);
	return found;
}

function leadsToParameter(name: ts.Identifier, wrapper: FunctionNode, depth: number): boolean {
	const declaration = declarationOf(name.text, name);
	if (declaration === undefined) return false;
	const owner = ts.findAncestor(declaration, (node) => ts.isParameter(node));
	if (owner !== undefined) return owner.parent === wrapper;
	return ts.isVariableDeclaration(declaration) && isInside(declaration, wrapper) && takesParameter(declaration.initializer, wrapper, depth + 1);
}

function isInside(node: ts.Node, ancestor: ts.Node): boolean {
	return ts.findAncestor(node, (inner) => inner === ancestor) !== undefined;
}
