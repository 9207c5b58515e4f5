import type { ts } from '../../../parse/typescript/compiler.ts';
import type { Module } from '../../../parse/typescript/modules.ts';
import { type Frame, type Value, alternatives } from '../value/value.ts';
import { clientsOf, settingsIndex, speaksFor } from '../clients/catalogue.ts';
import type { Client } from '../clients/client.ts';

/** A known client behind a value. */
export interface Identified {
	readonly client: Client;
	/** Name in the client's table: `post`, `create`, `Pool`; `''` is the export itself. */
	readonly name: string;
	/** The instance that the method is called on, when it was made with settings of its own. */
	readonly receiver?: Value;
	/** Another alternative of the callee is not known: somebody may have put in something else. */
	readonly uncertain: boolean;
}

/** Types under which instances are handed around. */
const INSTANCE_TYPES = /^(?:AxiosInstance|AxiosStatic|Axios|Got|ExtendOptions|KyInstance|SuperAgentStatic|GraphQLClient|RedisClient)$/;

/** The client whose call this callee is; undefined for anything else. */
export function identifyCall(callee: Value, module: Module): Identified | undefined {
	const options = alternatives(callee);
	const found = options.map((option) => single(option, module)).find((identified) => identified !== undefined);
	if (found === undefined) return undefined;
	const uncertain = options.some((option) => ['unknown', 'parameter', 'typed'].includes(option.kind));
	return { ...found, uncertain };
}

function single(callee: Value, module: Module): Omit<Identified, 'uncertain'> | undefined {
	const place = placeOf(callee);
	if (place !== undefined) return rowWith(place, module, ({ calls }, name) => calls !== undefined && Object.hasOwn(calls, name));
	if (callee.kind === 'result' || callee.kind === 'instance') return onInstance(callee, '', module);
	return callee.kind === 'member' ? throughMembers(callee, callee.name, module) : undefined;
}

/** `client.chat.completions.create`: the names of the tables may lie deeper in the instance. */
function throughMembers({ of }: Extract<Value, { kind: 'member' }>, name: string, module: Module): Omit<Identified, 'uncertain'> | undefined {
	return of.kind === 'member' ? throughMembers(of, `${of.name}.${name}`, module) : onInstance(of, name, module);
}

/** `api(config)` and `api.get(url)` on something made by a factory, a class, or declared with a known type. */
function onInstance(receiver: Value, name: string, module: Module): Omit<Identified, 'uncertain'> | undefined {
	if (receiver.kind === 'either') return alternatives(receiver).map((option) => onInstance(option, name, module)).find((found) => found !== undefined);
	if (receiver.kind === 'typed') {
		const type = placeOf(receiver.type);
		if (type === undefined) return undefined;
		const own = rowWith({ ...type, name: `${type.name}.${name}` }, module, hasCall);
		if (own !== undefined) return { ...own, receiver };
		const isInstance = (client: Client): boolean => INSTANCE_TYPES.test(type.name) || settingsIndex(client.classes, type.name) !== undefined;
		const row = rowWith({ ...type, name }, module, (client) => isInstance(client) && hasCall(client, name));
		return row === undefined ? undefined : { ...row, receiver };
	}
	const made = identifyMade(receiver, module);
	return made !== undefined && hasCall(made.client, name) ? { client: made.client, name, receiver } : undefined;
}

function hasCall({ calls }: Client, name: string): boolean {
	return calls !== undefined && Object.hasOwn(calls, name);
}

/** A client instance: what made it, with the settings it was made with. */
export interface Made {
	readonly client: Client;
	readonly name: string;
	readonly settings: ts.Expression | undefined;
	/** All arguments, for clients whose first argument may be the settings. */
	readonly arguments: readonly ts.Expression[];
	readonly frame: Frame;
	/** The instance that this one extends: `base.extend(...)`. */
	readonly base?: Value;
}

/** The factory or class that made a value. */
export function identifyMade(value: Value, module: Module): Made | undefined {
	if (value.kind !== 'result' && value.kind !== 'instance') return undefined;
	const table = value.kind === 'result' ? 'factories' : 'classes';
	const args = value.call.arguments ?? [];
	const place = placeOf(value.of);
	if (place !== undefined) {
		const row = rowWith(place, module, (client, name) => settingsIndex(client[table], name) !== undefined);
		const index = row === undefined ? undefined : settingsIndex(row.client[table], row.name);
		return row === undefined || index === undefined ? undefined : { ...row, settings: args.at(index), arguments: args, frame: value.frame };
	}
	if (value.kind !== 'result' || value.of.kind !== 'member') return undefined;
	const base = identifyMade(value.of.of, module);
	const index = settingsIndex(base?.client.factories, value.of.name);
	if (base === undefined || index === undefined) return undefined;
	return { client: base.client, name: value.of.name, settings: args.at(index), arguments: args, frame: value.frame, base: value.of.of };
}

interface Place {
	readonly package: string;
	readonly name: string;
}

/** `import axios` and `require('axios')` are the same to the tables: `default` is left out of names. */
function placeOf(value: Value): Place | undefined {
	if (value.kind === 'global') return { package: 'global', name: value.path.join('.') };
	if (value.kind !== 'package') return undefined;
	return { package: value.name, name: value.path.filter((part) => part !== 'default').join('.') };
}

function rowWith(place: Place, module: Module, fits: (client: Client, name: string) => boolean): { readonly client: Client; readonly name: string } | undefined {
	for (const client of clientsOf(place.package)) {
		if (!fits(client, place.name)) continue;
		if (client.versions !== undefined && !speaksFor(client, module.codebase.packages.version(module.path, place.package))) continue;
		return { client, name: place.name };
	}
	return undefined;
}
