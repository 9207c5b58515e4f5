import { CACHE_CLIENTS } from './cache.ts';
import type { Client } from './client.ts';
import { CLOUD_CLIENTS } from './cloud.ts';
import { DATABASE_CLIENTS, KNEX_STARTS } from './database.ts';
import { HTTP_CLIENTS } from './http.ts';
import { LLM_CLIENTS } from './llm.ts';
import { QUEUE_CLIENTS } from './queue.ts';
import { SERVICE_CLIENTS } from './services.ts';

/** Every client library that is known. */
export const CLIENTS: readonly Client[] = [...HTTP_CLIENTS, ...DATABASE_CLIENTS, ...CACHE_CLIENTS, ...QUEUE_CLIENTS, ...CLOUD_CLIENTS, ...LLM_CLIENTS, ...SERVICE_CLIENTS];

const byPackage = Map.groupBy(
	CLIENTS.flatMap((client) => client.packages.map((name) => ({ name, client }))),
	({ name }) => name,
);
const families = CLIENTS.flatMap((client) => client.packages.filter((name) => name.endsWith('*')).map((name) => ({ start: name.slice(0, -1), client })));

/** The rows for a package, in the order of the tables. */
export function clientsOf(packageName: string): readonly Client[] {
	const exact = byPackage.get(packageName)?.map(({ client }) => client) ?? [];
	return [...exact, ...families.filter(({ start }) => packageName.startsWith(start)).map(({ client }) => client)];
}

/** Is this version range one that the row is about? A range that cannot be read counts as the newest. */
export function speaksFor(client: Client, range: string | undefined): boolean {
	if (client.versions === undefined) return true;
	const digits = /(\d+)(?:\.|$|\s|-)/.exec(range ?? '')?.[1];
	const major = digits === undefined ? Number.POSITIVE_INFINITY : Number(digits);
	const { below, from } = client.versions;
	return (below === undefined || major < below) && (from === undefined || major >= from);
}

/** The index of the settings of a class or factory; `*Client` in the table is a pattern. */
export function settingsIndex(table: Readonly<Record<string, number>> | undefined, name: string): number | undefined {
	if (table === undefined) return undefined;
	if (Object.hasOwn(table, name)) return table[name];
	const pattern = Object.keys(table).find((key) => key.startsWith('*') && name.endsWith(key.slice(1)) && name !== '');
	return pattern === undefined ? undefined : table[pattern];
}

/** Last parts of the names by which these clients are called or made: a call of anything else is not worth following. */
export function namesOf(clients: readonly Client[]): ReadonlySet<string> {
	const names = clients.flatMap(({ calls, factories, classes }) => [calls, factories, classes].flatMap((table) => Object.keys(table ?? {})));
	const last = names.map((name) => name.slice(name.lastIndexOf('.') + 1)).filter((name) => name !== '');
	return new Set([...last, ...(clients.some(({ client }) => client === 'knex') ? KNEX_STARTS : [])]);
}
