import { ts } from '../../../parse/typescript/compiler.ts';
import type { Module } from '../../../parse/typescript/modules.ts';
import type { Deadline } from '../../facts.ts';
import { deeper, evaluate } from '../value/evaluate.ts';
import { type Frame, type Value, alternatives, qualifiedName } from '../value/value.ts';
import type { Client } from '../clients/client.ts';
import { enclosingDeadline } from './enclosing.ts';
import { type Identified, type Made, identifyMade } from './identify.ts';
import { ABSENT, UNKNOWN_DEADLINE, strongest } from './judgement.ts';
import { inherited, optionsDeadline } from './options.ts';
import { packageWideDeadline } from './package-wide.ts';
import { lastName } from '../last-name.ts';

/** How one call of a known client ends, read in the given frame. */
export function callDeadline(call: ts.CallExpression, identified: Identified, frame: Frame): Deadline {
	const { client, name } = identified;
	const enclosing = enclosingDeadline(call, client.chained ?? [], frame);
	if (enclosing !== undefined) return enclosing;
	const own = argumentsDeadline(call, client, client.calls?.[name] ?? 9, frame);
	if (own.state === 'absent' && own.reason !== 'zero' && own.reason !== 'infinity') return elsewhere(call, identified, own, frame);
	return besideSignal(own, identified, frame) ?? own;
}

/** A signal that somebody hands in ends a call sooner; the deadline of the instance holds beside it. */
function besideSignal(own: Deadline, { receiver }: Identified, frame: Frame): Deadline | undefined {
	const bySignal = (own.state === 'caller' || own.state === 'unknown') && (own.reason === undefined || own.reason === 'abort-only');
	if (!bySignal || receiver === undefined) return undefined;
	const fromInstance = receiverDeadline(receiver, frame.module);
	return fromInstance.state === 'inherited' && fromInstance.reason !== 'default' ? fromInstance : undefined;
}

/** What holds for a call that says nothing itself: the process, its instance, the library. */
function elsewhere(call: ts.CallExpression, identified: Identified, own: Deadline, frame: Frame): Deadline {
	const { client, receiver } = identified;
	const around = packageWideDeadline(client, call.getSourceFile(), frame.module);
	if (around !== undefined) return around;
	const fromInstance = receiver === undefined ? undefined : receiverDeadline(receiver, frame.module);
	if (fromInstance !== undefined && fromInstance.state !== 'absent') return fromInstance;
	const otherwise = defaultOf(client);
	if (otherwise.state !== 'absent') return otherwise;
	if (identified.uncertain) return UNKNOWN_DEADLINE;
	if (own.reason !== undefined) return own;
	// Where an instance can be given a deadline, it is the instance that lacks it, not each of its calls.
	return fromInstance === undefined || !client.reportClients ? ABSENT : { state: 'absent', reason: 'client' };
}

/** What the library does by itself when nothing is set. */
export function defaultOf({ otherwise }: Client): Deadline {
	if (otherwise === 'absent') return ABSENT;
	return otherwise === 'unknown' ? UNKNOWN_DEADLINE : { state: 'inherited', ms: otherwise.ms, reason: 'default' };
}

function argumentsDeadline(call: ts.CallExpression, client: Client, index: number, frame: Frame): Deadline {
	if (call.arguments.slice(0, index + 1).some((argument) => ts.isSpreadElement(argument))) return UNKNOWN_DEADLINE;
	const said = optionArguments(call.arguments, client, index, frame).map((value) => optionsDeadline(value, client));
	const misplaced = bodyTimeout(call, client, index, frame);
	return strongest([...said, ...(misplaced ? [{ state: 'absent', reason: 'wrong-place' } as const] : [])]);
}

/** The values that may hold options: the one at the index, and the first argument where the client takes options there. */
export function optionArguments(args: readonly ts.Expression[], client: Client, index: number, frame: Frame): Value[] {
	const values: Value[] = [];
	const given = args[index];
	if (given !== undefined) values.push(evaluate(given, deeper(frame)));
	const [first] = args;
	if (first !== undefined && index !== 0) {
		for (const value of alternatives(evaluate(first, deeper(frame)))) {
			if (value.kind === 'object' && client.optionsFirst === true) values.push(value);
			const request = requestInit(value);
			if (request !== undefined) values.push(request);
		}
	}
	return values;
}

/** `fetch(new Request(url, { signal }))`. */
function requestInit(value: Value): Value | undefined {
	if (value.kind !== 'instance' || !/(?:^global|undici|node-fetch)\.Request$/.test(qualifiedName(value.of) ?? '')) return undefined;
	const init = value.call.arguments?.[1];
	return init === undefined ? undefined : evaluate(init, deeper(value.frame));
}

/** `axios.post(url, { timeout: 5000 })`: the body, not the options. */
function bodyTimeout(call: ts.CallExpression, client: Client, index: number, frame: Frame): boolean {
	const body = index === 2 && call.arguments.length === 2 ? call.arguments[1] : undefined;
	if (body === undefined || client.family !== 'http') return false;
	const value = evaluate(body, deeper(frame));
	return value.kind === 'object' && value.node.properties.some((property) => property.name !== undefined && property.name.getText() === 'timeout');
}

/** What the instance that a method is called on gives to its calls. */
function receiverDeadline(receiver: Value, module: Module): Deadline {
	if (receiver.kind === 'typed') return { state: 'unknown', reason: 'client' };
	const made = identifyMade(receiver, module);
	return made === undefined ? UNKNOWN_DEADLINE : inherited(madeDeadline(made, module), 'client');
}

/** What a client was made with; its own base and later writes to its defaults count too. */
export function madeDeadline(made: Made, module: Module): Deadline {
	const values = made.settings === undefined || namesAddress(made) ? [] : [evaluate(made.settings, deeper(made.frame))];
	const [first] = made.arguments;
	if (first !== undefined && made.settings !== first) {
		const value = evaluate(first, deeper(made.frame));
		if (value.kind === 'object' && made.client.optionsFirst === true) values.push(value);
		else if (value.kind !== 'object') values.push(...alternatives(value).filter(({ kind }) => kind === 'literal' || kind === 'text'));
	}
	const own = strongest(values.map((value) => optionsDeadline(value, made.client)));
	if (own.state !== 'absent' || own.reason !== undefined) return own;
	const written = writtenLater(made);
	if (written !== undefined) return written;
	if (made.base !== undefined) return receiverDeadline(made.base, module);
	return ABSENT;
}

/** `new Redis(config.redisUrl)`: where the settings may stand there is an address, by its name. */
function namesAddress({ settings, client, frame }: Made): boolean {
	if (settings === undefined || client.connectionText !== undefined) return false;
	let inner = settings;
	while (ts.isNonNullExpression(inner) || ts.isAsExpression(inner) || ts.isParenthesizedExpression(inner)) inner = inner.expression;
	const name = lastName(inner);
	return /(?:ur[il]|dsn|host|port|connection_?string)$/i.test(name) && evaluate(settings, deeper(frame)).kind !== 'object';
}

/** `api.defaults.timeout = …` and request interceptors beside the place where the instance is made. */
function writtenLater(made: Made): Deadline | undefined {
	if (made.client.family !== 'http') return undefined;
	const text = made.frame.module.sourceFile.text;
	if (/\.defaults\.timeout\s*=[^=]/.test(text)) return { state: 'inherited', reason: 'defaults' };
	return /interceptors\.request\.use\([\s\S]{0,800}?\b(?:timeout|signal)\b\s*[=:]/.test(text) ? { state: 'inherited', reason: 'interceptor' } : undefined;
}

