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
import { strongest } from './judgement.ts';
import { knownTarget } from './target.ts';

type FunctionValue = Extract<Value, { readonly kind: 'function' }>;

/** A call inside a wrapper whose deadline the wrapper's caller decides. */
interface Forwarding {
	readonly call: ts.CallExpression;
	readonly identified: Identified;
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
const MAX_NESTING = 2;

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
	return { identified: first.identified, target: knownTarget(first.call.arguments[0], inside), deadline: strongest(forwarding.map((inner) => callDeadline(inner.call, inner.identified, inside))) };
}

function forwardingOf(wrapper: FunctionValue, nesting: number): readonly Forwarding[] {
	const known = summaries.get(wrapper.node);
	if (known !== undefined) return known;
	// Set first: a wrapper may call itself.
	summaries.set(wrapper.node, []);
	if (wrapper.node.parameters.length === 0 || wrapper.node.body === undefined || nesting > MAX_NESTING) return [];
	const found = callsWithin(wrapper.node.body)
		.filter((call) => mayCallOut(call, wrapper.frame.module) && takesParameter(call.arguments[0], wrapper.node))
		.map((call) => forwardingCall(call, wrapper))
		.filter((inner) => inner !== undefined);
	summaries.set(wrapper.node, found);
	return found;
}

function forwardingCall(call: ts.CallExpression, wrapper: FunctionValue): Forwarding | undefined {
	const identified = identifyCall(evaluate(call.expression, deeper(wrapper.frame)), wrapper.frame.module);
	if (identified === undefined || identified.receiver?.kind === 'typed') return undefined;
	return callDeadline(call, identified, wrapper.frame).state === 'caller' ? { call, identified } : undefined;
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
