import { ts } from '../../../parse/typescript/compiler.ts';
import type { Client } from '../clients/client.ts';
import type { CodeContext } from '../context.ts';
import { mayCallOut } from '../outbound/candidates.ts';
import { identifyCall } from '../outbound/identify.ts';
import { ofInstance } from '../transactions/network.ts';
import { evaluate } from '../value/evaluate.ts';
import { shapeOf } from '../value/object-shape.ts';
import { type Value, alternatives } from '../value/value.ts';
import { type SignalInReach, mentions } from './reach.ts';
import type { Given } from './signal-uses.ts';

const NO_REACH = { carriers: new Set<string>(), holders: new Set<string>() };

/** What a call of a client library that takes a signal is given for one. */
export function outboundUse(call: ts.CallExpression, reach: SignalInReach | undefined, context: CodeContext): Given | undefined {
	const target = signalTarget(call, context);
	if (target === undefined) return undefined;
	if (call.arguments.some((argument) => ts.isSpreadElement(argument))) return { kind: 'outbound', state: 'unknown' };
	if (call.arguments.some((argument) => mentions(argument, reach ?? NO_REACH))) return { kind: 'outbound', state: 'passed' };
	const state = stateOf(call, target, context);
	const options = call.arguments[target.index];
	const fixable = reach !== undefined && state === 'absent' && !target.optionsFirst && (options === undefined ? call.arguments.length === target.index : ts.isObjectLiteralExpression(options));
	return { kind: 'outbound', state, ...(fixable ? { fix: { name: 'pass-signal', params: { index: target.index, signal: reach.text, as: 'option' } } } : {}) };
}

interface Target {
	readonly index: number;
	readonly optionsFirst: boolean;
}

/** Where a call takes its signal; undefined when it is no call of a known client, or that takes none. */
function signalTarget(call: ts.CallExpression, context: CodeContext): Target | undefined {
	const callee = call.expression;
	if (!ts.isIdentifier(callee) && !ts.isPropertyAccessExpression(callee)) return undefined;
	if (mayCallOut(call, context.module)) {
		const identified = identifyCall(evaluate(callee, context.frame), context.module);
		if (identified !== undefined) {
			const index = identified.client.calls?.[identified.name] ?? 9;
			return takesSignal(identified.client) && !identified.uncertain && index < 9 ? { index, optionsFirst: identified.client.optionsFirst === true } : undefined;
		}
	}
	if (!ts.isPropertyAccessExpression(callee) || !/^(?:create|generate|stream|parse|embed|embedContent|generateContent|complete)$/.test(callee.name.text)) return undefined;
	const client = ofInstance(evaluate(callee.expression, context.frame), context.module);
	return client?.family === 'llm' && takesSignal(client) ? { index: 1, optionsFirst: false } : undefined;
}

function takesSignal({ signal, bounds }: Client): boolean {
	if (signal === 'none') return false;
	return signal?.call?.includes('signal') === true || (signal === undefined && bounds.some(({ path, kind }) => kind === 'signal' && path === 'signal'));
}

function stateOf(call: ts.CallExpression, { index, optionsFirst }: Target, context: CodeContext): Given['state'] {
	const [first] = call.arguments;
	const given = call.arguments[index];
	if (first !== undefined && index !== 0 && mayHoldOptions(evaluate(first, context.frame), optionsFirst)) return 'unknown';
	return given === undefined ? 'absent' : optionsState(evaluate(given, context.frame));
}

/** A `Request`, or something nobody knows that may be one. */
function mayHoldOptions(value: Value, optionsFirst: boolean): boolean {
	return alternatives(value).some((option) => {
		if (option.kind === 'object') return optionsFirst;
		if (option.kind === 'instance') return !option.call.expression.getText().endsWith('URL');
		if (option.kind === 'typed') return option.type.kind !== 'global' || option.type.path.at(-1) !== 'URL';
		if (option.kind !== 'parameter') return false;
		const type = option.node.type?.getText();
		return type === undefined ? /^(?:req|request|input|config|options)$/i.test(option.node.name.getText()) : /Request|Config|Options|Parameters</.test(type);
	});
}

function optionsState(value: Value): Given['state'] {
	const states = alternatives(value).map((option): Given['state'] => {
		if (option.kind === 'literal') return option.value === undefined || option.value === null ? 'absent' : 'unknown';
		if (option.kind !== 'object') return 'unknown';
		const { entries, complete } = shapeOf(option);
		const signal = entries.get('signal') ?? entries.get('cancelToken');
		if (signal !== undefined) return signalState(signal);
		return complete ? 'absent' : 'unknown';
	});
	const [only] = states;
	return only !== undefined && states.every((state) => state === only) ? only : 'unknown';
}

function signalState(signal: Value): Given['state'] {
	if (signal.kind === 'literal') return signal.value === undefined ? 'undefined' : 'unknown';
	const own = signal.kind === 'result' && signal.of.kind === 'global' && signal.of.path.join('.') === 'AbortSignal.timeout';
	return own ? 'replaced' : parameterLike(signal) ? 'passed' : 'unknown';
}

function parameterLike(value: Value): boolean {
	if (value.kind === 'member') return parameterLike(value.of);
	return value.kind === 'parameter' || (value.kind === 'typed' && value.parameter !== undefined);
}
