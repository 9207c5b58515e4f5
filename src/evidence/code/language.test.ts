import { describe, expect, test } from 'vitest';

import { memoryTree } from '../../../test/support/memory-tree.ts';
import type { RepoPath } from '../../change/change.ts';
import { sourceText } from '../../parse/text.ts';
import { CodeLanguage } from './language.ts';

/** Two files of one change, each of which has a handler that calls into the other. */
const FILES = {
	'package.json': JSON.stringify({ name: 'shop', dependencies: { express: '^5' } }),
	'src/server/orders.ts': `import express from 'express';
import { charge } from './payments.ts';
const app = express();
app.post('/orders', async (req, res) => res.json(await charge(req.body.id)));
export async function order(id: string) { return fetch('https://orders.internal/' + id); }
`,
	'src/server/payments.ts': `import express from 'express';
import { order } from './orders.ts';
const app = express();
app.post('/payments', async (req, res) => res.json(await order(req.body.id)));
export async function charge(id: string) { return fetch('https://pay.internal/' + id); }
`,
};
const PATHS = ['src/server/orders.ts', 'src/server/payments.ts'] as const;

function entries(order: readonly (typeof PATHS)[number][]): Record<string, unknown> {
	const tree = memoryTree(FILES);
	const language = new CodeLanguage({ base: tree, head: tree }, { changed: { base: [], head: PATHS }, renames: {} });
	return Object.fromEntries(
		order.map((path, id) => {
			const blob = tree.entry(path)?.id;
			if (blob === undefined) throw new Error(path);
			const evidence = language.extract({ type: 'extract', id, side: 'head', path: path as RepoPath, blob }, sourceText(path as RepoPath, FILES[path]));
			return [path, evidence.kind === 'code' ? evidence.code.outboundCalls.map(({ target, entry }) => [target, entry]) : evidence.kind];
		}),
	);
}

describe('files of one change', () => {
	test('know the handlers of each other, in whatever order they are read', () => {
		const expected = { 'src/server/orders.ts': [['orders.internal', 'POST /payments']], 'src/server/payments.ts': [['pay.internal', 'POST /orders']] };
		expect(entries(PATHS)).toEqual(expected);
		expect(entries(PATHS.toReversed())).toEqual(expected);
	});
});
