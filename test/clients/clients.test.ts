import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { CLIENTS } from '../../src/evidence/code/clients/catalogue.ts';
import type { Deadline } from '../../src/evidence/facts.ts';
import { codeFacts } from '../support/code-facts.ts';

const TABLE = join(import.meta.dirname, '../../src/evidence/code/clients');
const FIXTURES = join(import.meta.dirname, 'fixtures');
/** Files of the table that hold no library. */
const COMMON = new Set(['catalogue.ts', 'carriers.ts', 'client.ts', 'verbs.ts']);
const PATH = 'src/services/subject.ts';

const libraries = readdirSync(TABLE).filter((name) => !COMMON.has(name));

/** `// with pg@8.13.0 ioredis@5.4.0` at the top of a fixture. */
function dependenciesOf(text: string): Record<string, string> {
	const [, listed = ''] = /^\/\/ with (.+)$/m.exec(text) ?? [];
	return Object.fromEntries(listed.split(' ').filter(Boolean).map((entry) => [entry.slice(0, entry.lastIndexOf('@')), entry.slice(entry.lastIndexOf('@') + 1)]));
}

/** What the comments of a fixture say of its lines: `//=> inherited 30000 default`. */
function expected(text: string): Record<number, string> {
	const said = text.split('\n').map((line, index): [number, string] => [index + 1, /\/\/=> (.+)$/.exec(line)?.[1] ?? '']);
	return Object.fromEntries(said.filter(([, comment]) => comment !== ''));
}

function found(text: string): Record<number, string> {
	const files = { 'package.json': JSON.stringify({ name: 'shop', dependencies: { express: '5', ...dependenciesOf(text) } }), [PATH]: text };
	const { code, positions } = codeFacts(files, PATH);
	return Object.fromEntries(code.outboundCalls.map(({ at, deadline }) => [positions[at]?.startLine ?? 0, told(deadline)]));
}

function told({ state, ms, reason }: Deadline): string {
	return [state, ms, reason].filter((part) => part !== undefined).join(' ');
}

describe('the client table', () => {
	it('has a file and a fixture for each of at least 40 libraries', () => {
		expect(libraries.length).toBeGreaterThan(40);
		expect(readdirSync(FIXTURES).toSorted()).toEqual(libraries.toSorted());
	});

	it('names the source of every row, and a way to call or to make the client', () => {
		for (const { client, source, calls, factories, classes } of CLIENTS) {
			expect(source, client).toMatch(/^https:\/\/\S+$/);
			expect([calls, factories, classes].some((table) => table !== undefined), client).toBe(true);
		}
	});

	it('has one row for a way to use a package', () => {
		const uses = CLIENTS.flatMap(({ packages, versions, calls, factories, classes }) =>
			packages.flatMap((name) => Object.entries({ calls, factories, classes }).flatMap(([kind, table]) => Object.keys(table ?? {}).map((use) => `${name} ${JSON.stringify(versions ?? {})} ${kind} ${use}`))),
		);
		expect(uses.filter((use, index) => uses.indexOf(use) !== index)).toEqual([]);
	});

	it.each(libraries)('%s: what its fixture says holds', (name) => {
		const text = readFileSync(join(FIXTURES, name), 'utf8');
		expect(Object.keys(expected(text)).length).toBeGreaterThan(0);
		expect(found(text)).toEqual(expected(text));
	});
});
