import { ts } from '../../../parse/typescript/compiler.ts';
import type { CodeContext } from '../context.ts';
import { isAwaited } from '../outbound/awaited.ts';
import { evaluate } from '../value/evaluate.ts';
import { shapeOf } from '../value/object-shape.ts';
import { type FunctionNode, alternatives } from '../value/value.ts';
import { type SignalInReach, mentions, signalMember } from './reach.ts';
import type { Given } from './signal-uses.ts';

/** What a call of the repository's own function that takes a signal is given for one. */
export function ownUse(call: ts.CallExpression, reach: SignalInReach | undefined, context: CodeContext): Given | undefined {
	const skipped = call.arguments.some(isUndefined);
	if (!skipped && reach === undefined) return undefined;
	if (!isNear(call.expression) || !isAwaited(call) || call.arguments.some((argument) => ts.isSpreadElement(argument))) return undefined;
	const place = signalPlace(call, context);
	if (place === undefined) return undefined;
	const argument = call.arguments[place.index];
	if (reach !== undefined && call.arguments.some((given) => mentions(given, reach))) return { kind: 'own', state: 'passed' };
	if (argument !== undefined && isUndefined(argument)) return { kind: 'own', state: 'undefined', ...fixFor(reach, place, call) };
	// A function that is handed in does the work, and has the signal from where it was written.
	if (reach === undefined || call.arguments.some((given) => ts.isArrowFunction(given) || ts.isFunctionExpression(given))) return undefined;
	if (argument === undefined) return { kind: 'own', state: 'absent', ...fixFor(reach, place, call) };
	return { kind: 'own', state: place.member === undefined ? 'unknown' : memberState(argument, place.member, context) };
}

function isUndefined(node: ts.Expression): boolean {
	return (ts.isIdentifier(node) && node.text === 'undefined') || ts.isVoidExpression(node);
}

/** `load()`, `this.load()`, `store.load()`: a callee that leads to a function of the repository. */
function isNear(callee: ts.Expression): boolean {
	if (ts.isIdentifier(callee)) return true;
	if (!ts.isPropertyAccessExpression(callee)) return false;
	const { expression } = callee;
	return expression.kind === ts.SyntaxKind.ThisKeyword || ts.isIdentifier(expression) || (ts.isPropertyAccessExpression(expression) && expression.expression.kind === ts.SyntaxKind.ThisKeyword);
}

interface Place {
	readonly index: number;
	/** Name of the member, where the parameter is an object of options. */
	readonly member?: string;
}

function signalPlace(call: ts.CallExpression, context: CodeContext): Place | undefined {
	for (const value of alternatives(evaluate(call.expression, context.frame))) {
		const place = value.kind === 'function' ? placeIn(value.node) : undefined;
		if (place !== undefined) return place;
	}
	return undefined;
}

const places = new WeakMap<FunctionNode, Place | 'none'>();

function placeIn(fn: FunctionNode): Place | undefined {
	const known = places.get(fn);
	if (known !== undefined) return known === 'none' ? undefined : known;
	const place = findPlace(fn);
	places.set(fn, place ?? 'none');
	return place;
}

function findPlace(fn: FunctionNode): Place | undefined {
	for (const [index, { name, type, dotDotDotToken }] of fn.parameters.entries()) {
		if (type === undefined || dotDotDotToken !== undefined) continue;
		if (ts.isIdentifier(name) && /^AbortSignal\b/.test(type.getText())) return { index };
		const member = signalMember(type, 0);
		if (member !== undefined) return { index, member };
	}
	return undefined;
}

function memberState(argument: ts.Expression, member: string, context: CodeContext): Given['state'] {
	const states = alternatives(evaluate(argument, context.frame)).map((option): Given['state'] => {
		if (option.kind !== 'object') return 'unknown';
		const { entries, complete } = shapeOf(option);
		const signal = entries.get(member);
		if (signal === undefined) return complete ? 'absent' : 'unknown';
		return signal.kind === 'literal' && signal.value === undefined ? 'undefined' : 'unknown';
	});
	const [only] = states;
	return only !== undefined && states.every((state) => state === only) ? only : 'unknown';
}

function fixFor(reach: SignalInReach | undefined, { index, member }: Place, call: ts.CallExpression): Pick<Given, 'fix'> {
	if (reach === undefined || call.arguments.length < index) return {};
	return { fix: { name: 'pass-signal', params: { index, signal: reach.text, as: member === undefined ? 'argument' : 'option', ...(member === undefined ? {} : { option: member }) } } };
}
