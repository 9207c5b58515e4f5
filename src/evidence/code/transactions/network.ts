import { ts } from '../../../parse/typescript/compiler.ts';
import type { Module } from '../../../parse/typescript/modules.ts';
import { clientsOf } from '../clients/catalogue.ts';
import type { Client } from '../clients/client.ts';
import { callsIn } from '../errors/calls.ts';
import { calleeName } from '../outbound/call-index.ts';
import { mayCallOut } from '../outbound/candidates.ts';
import { identifyCall, identifyMade } from '../outbound/identify.ts';
import { dottedName } from '../retries/dotted-name.ts';
import { evaluate } from '../value/evaluate.ts';
import { type Frame, type FunctionNode, type Value, alternatives } from '../value/value.ts';

/** A call that leaves the process for somewhere else than a database or cache. */
export interface NetworkCall {
	readonly name: string;
	readonly family: Client['family'];
	/** The function of the repository that makes it; empty when the call does so itself. */
	readonly through: string;
}

const FAMILIES: ReadonlySet<string> = new Set(['http', 'llm', 'cloud', 'grpc', 'queue']);
/** Makes something of the client's own and sends nothing. */
const LOCAL = /^(?:extend|on|once|off|use|setDefault\w*|getUri|isAxiosError|constructEvent\w*|verify\w*|getSignedUrl\w*|close|destroy|end)$/;
const MAX_STEPS = 3;

const summaries = new WeakMap<FunctionNode, NetworkCall | 'none'>();
const running = new Set<FunctionNode>();

/** What a call does outside the process: by itself, or because a function of the repository that it calls waits for such a call. */
export function networkCall(call: ts.CallExpression, frame: Frame, steps = MAX_STEPS): NetworkCall | undefined {
	const own = directCall(call, frame);
	if (own !== undefined) return own;
	if (steps === 0 || !isNamed(call.expression)) return undefined;
	for (const value of alternatives(evaluate(call.expression, frame))) {
		const inner = value.kind === 'function' ? summaryOf(value.node, { module: value.frame.module, depth: 0 }, steps - 1) : undefined;
		if (inner !== undefined) return { ...inner, through: dottedName(call.expression) };
	}
	return undefined;
}

function isNamed(callee: ts.Expression): boolean {
	return ts.isIdentifier(callee) || ts.isPropertyAccessExpression(callee);
}

/** The first call of that kind that a function waits for. */
function summaryOf(fn: FunctionNode, frame: Frame, steps: number): NetworkCall | undefined {
	const known = summaries.get(fn);
	if (known !== undefined) return known === 'none' ? undefined : known;
	if (running.has(fn) || fn.body === undefined) return undefined;
	running.add(fn);
	const found = callsIn(fn.body)
		.filter((call): call is ts.CallExpression => ts.isCallExpression(call) && isHeldFor(call))
		.map((call) => networkCall(call, frame, steps))
		.find((call) => call !== undefined);
	running.delete(fn);
	// A summary that was cut short by the number of steps is not kept: another way here may be shorter.
	if (found !== undefined || steps === MAX_STEPS - 1) summaries.set(fn, found ?? 'none');
	return found;
}

/** Somebody waits for it before going on: `await`, `return`, or a part of `Promise.all`. */
export function isHeldFor(call: ts.Node): boolean {
	let holder = call.parent;
	while (ts.isParenthesizedExpression(holder) || ts.isAsExpression(holder) || ts.isNonNullExpression(holder) || ts.isArrayLiteralExpression(holder) || ts.isConditionalExpression(holder)) holder = holder.parent;
	if (ts.isAwaitExpression(holder) || ts.isReturnStatement(holder) || ts.isArrowFunction(holder)) return true;
	if (ts.isPropertyAccessExpression(holder) && ts.isCallExpression(holder.parent)) return isHeldFor(holder.parent);
	return ts.isCallExpression(holder) && /^Promise\.(?:all|allSettled|race|any)$/.test(holder.expression.getText()) && isHeldFor(holder);
}

function directCall(call: ts.CallExpression, frame: Frame): NetworkCall | undefined {
	const family = familyOf(call, frame);
	return family === undefined || !FAMILIES.has(family) ? undefined : { name: dottedName(call.expression), family, through: '' };
}

function familyOf(call: ts.CallExpression, frame: Frame): Client['family'] | undefined {
	if (LOCAL.test(calleeName(call) ?? '')) return undefined;
	if (sendsCommand(call, frame)) return 'cloud';
	const callee = call.expression;
	if (!isNamed(callee)) return undefined;
	if (mayCallOut(call, frame.module)) {
		const identified = identifyCall(evaluate(callee, frame), frame.module);
		if (identified !== undefined && !identified.uncertain) return identified.client.family;
	}
	return ts.isPropertyAccessExpression(callee) ? ofInstance(evaluate(callee.expression, frame), frame.module)?.family : undefined;
}

/** `s3.send(new PutObjectCommand(…))`. */
function sendsCommand(call: ts.CallExpression, frame: Frame): boolean {
	const [first] = call.arguments;
	if (calleeName(call) !== 'send' || first === undefined || !ts.isNewExpression(first)) return false;
	const made = evaluate(first.expression, frame);
	return made.kind === 'package' && made.name.startsWith('@aws-sdk/');
}

/** `stripe.charges.create`, `openai.chat.completions.create`: the client at the start of the chain. */
export function ofInstance(value: Value, module: Module): Client | undefined {
	for (const option of alternatives(value)) {
		let inner = option;
		while (inner.kind === 'member') inner = inner.of;
		const made = identifyMade(inner, module)?.client;
		if (made !== undefined) return made;
		if (inner.kind !== 'typed' || inner.type.kind !== 'package') continue;
		const { name, path } = inner.type;
		const row = clientsOf(name).find(({ classes }) => classes !== undefined && (Object.hasOwn(classes, path.filter((part) => part !== 'default').join('.')) || (path.at(-1)?.endsWith('Client') === true && Object.hasOwn(classes, '*Client'))));
		if (row !== undefined) return row;
	}
	return undefined;
}
