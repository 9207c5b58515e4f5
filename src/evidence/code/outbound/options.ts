import { ts } from '../../../parse/typescript/compiler.ts';
import type { Deadline } from '../../facts.ts';
import { deeper, evaluate } from '../value/evaluate.ts';
import { shapeOf } from '../value/object-shape.ts';
import { once } from '../value/once.ts';
import { type Value, alternatives, qualifiedName } from '../value/value.ts';
import type { Bound, Client } from '../clients/client.ts';
import { CARRIERS } from '../clients/carriers.ts';
import { ABSENT, UNKNOWN_DEADLINE, durationOf, eitherOf, openDeadline, strongest } from './judgement.ts';
import { signalDeadline } from './signal.ts';
import { excludes } from './parameter-type.ts';

/** Options that carry the agent of an HTTP client: a visible time limit in one of them counts. */
const AGENTS = ['agent', 'httpAgent', 'httpsAgent', 'dispatcher'];

/** What an options value says about the deadline. An absent options value says nothing. */
export function optionsDeadline(value: Value, client: Client): Deadline {
	if (value.kind === 'array' || value.kind === 'function' || isAddress(value, client)) return ABSENT;
	switch (value.kind) {
		case 'literal':
		case 'text':
			return client.connectionText === undefined ? ABSENT : stringDeadline(value, client.connectionText);
		case 'either':
			return eitherOf(alternatives(value).map((option) => optionsDeadline(option, client)));
		case 'object':
			return objectDeadline(value, client);
		case 'rest': {
			const narrowed = { ...client, bounds: client.bounds.filter(({ path }) => !value.without.includes(path.split('.')[0] ?? '')) };
			return optionsDeadline(value.of, narrowed);
		}
		case 'result':
			return once(value.call, UNKNOWN_DEADLINE, () => merged(value, client) ?? openDeadline(value));
		default:
			return excludes(value, names(client)) ? ABSENT : openDeadline(value);
	}
}

/** `url || ''`, `process.env.URL`: text where the options may stand. Only a client that reads a deadline from its text can have one there. */
function isAddress(value: Value, client: Client): boolean {
	if (client.connectionText !== undefined) return false;
	const options = alternatives(value);
	return options.some(isText) && options.every((option) => isText(option) || mayBeText(option));
}

function isText(value: Value): boolean {
	if (value.kind === 'literal') return typeof value.value === 'string';
	return value.kind === 'text' || (value.kind === 'global' && value.path.join('.').startsWith('process.env.'));
}

function mayBeText(value: Value): boolean {
	return value.kind !== 'object' && value.kind !== 'rest' && value.kind !== 'instance';
}

/** Properties through which a caller can set a deadline. An agent is none: its own limits cannot be seen, and mark idle sockets only. */
function names(client: Client): string[] {
	return [...client.bounds.map(({ path }) => path.split('.')[0] ?? ''), ...(client.delegates ?? [])];
}

/** `Object.assign({}, a, b)` and lodash's `merge`, `defaults`: any of the parts may hold the bound. */
function merged(value: Extract<Value, { kind: 'result' }>, client: Client): Deadline | undefined {
	const name = qualifiedName(value.of) ?? '';
	if (!/^(?:global\.Object\.(?:assign|freeze)|lodash(?:-es)?(?:\.default)?\.(?:merge|defaults|assign|extend|defaultsDeep)|(?:lodash\.merge|deepmerge|defu)(?:\.default)?)$/.test(name)) return undefined;
	return strongest(value.call.arguments.map((argument) => (ts.isSpreadElement(argument) ? UNKNOWN_DEADLINE : optionsDeadline(evaluate(argument, deeper(value.frame)), client))));
}

function objectDeadline(value: Extract<Value, { kind: 'object' }>, client: Client): Deadline {
	const { entries, open } = shapeOf(value);
	const said = client.bounds.map((bound) => boundDeadline(value, bound));
	const left = open.filter((inner) => !excludes(inner, names(client)));
	const delegated = (client.delegates ?? []).map((name) => delegate(entries.get(name)));
	const agents = AGENTS.map((name) => agentDeadline(entries.get(name)));
	return strongest([...said, ...agents, ...delegated, ...left.map((inner) => (inner.kind === 'result' ? optionsDeadline(inner, client) : openDeadline(inner))), misplaced(entries, client), connection(entries, client)]);
}

/** A numeric `timeout` where the client reads none. */
function misplaced(entries: ReadonlyMap<string, Value>, client: Client): Deadline {
	const known = client.bounds.some(({ path }) => path === 'timeout');
	const given = entries.get('timeout');
	if (known || client.family !== 'http' || given === undefined || (given.kind === 'literal' && given.value === undefined)) return ABSENT;
	return { state: 'absent', reason: 'wrong-place' };
}

function connection(entries: ReadonlyMap<string, Value>, client: Client): Deadline {
	const text = entries.get('connectionString');
	return client.connectionText === undefined || text === undefined ? ABSENT : stringDeadline(text, client.connectionText);
}

function stringDeadline(value: Value, pattern: RegExp): Deadline {
	const text = value.kind === 'literal' ? String(value.value) : value.kind === 'text' ? value.pattern : '';
	return pattern.test(text) ? { state: 'literal' } : ABSENT;
}

/** A custom `fetch` or dispatcher decides; one whose limits can be seen is judged by them. */
function delegate(value: Value | undefined): Deadline {
	if (value === undefined || (value.kind === 'literal' && value.value === undefined)) return ABSENT;
	const carried = agentDeadline(value);
	return carried.state === 'absent' && !isCarrier(value) ? UNKNOWN_DEADLINE : carried;
}

function isCarrier(value: Value): boolean {
	return value.kind === 'instance' && limitNames(value) !== undefined;
}

/** The time limit that an agent, dispatcher or request handler was made with. */
export function agentDeadline(value: Value | undefined): Deadline {
	if (value === undefined) return ABSENT;
	if (value.kind === 'either') return eitherOf(alternatives(value).map(agentDeadline));
	const limits = value.kind === 'instance' ? limitNames(value) : undefined;
	if (limits === undefined || value.kind !== 'instance') return ABSENT;
	const [settings] = value.call.arguments ?? [];
	if (settings === undefined) return ABSENT;
	const object = evaluate(settings, deeper(value.frame));
	const found = limits.map((name) => boundDeadline(object, { path: name, kind: 'duration' }));
	return inherited(strongest(found), 'agent');
}

/** The deadline of a handler given to a client. One that has none is a client of the tables itself: it is to blame where it is made. */
function carriedDeadline(value: Extract<Value, { kind: 'instance' }>): Deadline {
	const carried = agentDeadline(value);
	return carried.state === 'absent' && /node-http-handler\./.test(qualifiedName(value.of) ?? '') ? { state: 'absent', reason: 'client' } : carried;
}

function limitNames(value: Extract<Value, { kind: 'instance' }>): readonly string[] | undefined {
	return CARRIERS[(qualifiedName(value.of) ?? '').replace(/\.default$/, '')];
}

/** A bound that stands elsewhere. */
export function inherited(deadline: Deadline, reason: string): Deadline {
	return deadline.state === 'literal' ? { ...deadline, state: 'inherited', reason } : deadline;
}

/** One bound in an options value, along its path. */
function boundDeadline(value: Value, bound: Bound): Deadline {
	return along(value, bound.path.split('.'), bound);
}

function along(value: Value, path: readonly string[], bound: Bound): Deadline {
	const [name, ...rest] = path;
	if (name === undefined) return boundValue(value, bound);
	switch (value.kind) {
		case 'object':
			return insideObject(value, name, rest, bound);
		case 'either':
			return eitherOf(alternatives(value).map((option) => along(option, path, bound)));
		case 'literal':
		case 'text':
		case 'array':
			return ABSENT;
		case 'rest':
			return value.without.includes(name) ? ABSENT : along(value.of, path, bound);
		case 'instance':
			return isCarrier(value) ? carriedDeadline(value) : openDeadline(value);
		default:
			return excludes(value, [name]) ? ABSENT : openDeadline(value);
	}
}

function boundValue(value: Value, bound: Bound): Deadline {
	return bound.kind === 'signal' ? signalDeadline(value) : durationOf(value, bound.unit === 's' ? 1000 : 1, bound.zeroBounds ?? false);
}

function insideObject(value: Extract<Value, { kind: 'object' }>, name: string, rest: readonly string[], bound: Bound): Deadline {
	const { entries, open } = shapeOf(value);
	const entry = entries.get(name);
	if (entry !== undefined) return along(entry, rest, bound);
	return strongest(open.filter((inner) => !excludes(inner, [name])).map(openDeadline));
}
