import { availableParallelism } from 'node:os';
import { setTimeout } from 'node:timers/promises';

import { expect, test } from 'vitest';

import type { PolicyData, PolicyEngine, PolicyInput, RuleId, RuleMetadata } from '../policy.ts';
import { compositeEngine } from './composite.ts';

const DATA: PolicyData = { change: {}, provenance: {}, context: {}, params: {} };

function rule(id: string): RuleMetadata {
	return { id: id as RuleId, package: id, title: id, description: id, remedy: id, category: `team/${id}`, severity: 'low', confidence: 'low', persona: 'essential', scope: 'document', relatedResources: [], params: {} };
}

test('many packs judge in turn, under one deadline, in the order of the config, and are closed when they have judged', async () => {
	let open = 0;
	let most = 0;
	const deadlines = new Set<number | undefined>();
	const engine = (id: string): PolicyEngine => ({
		rules: [rule(id)],
		judge: async (_data, inputs, until) => {
			most = Math.max(most, ++open);
			deadlines.add(until);
			// Those that begin later end earlier.
			await setTimeout(20 - Number(id.slice(1)));
			return { judgements: [], failed: inputs.flatMap(({ key, rules }) => rules.map((name) => ({ key, rule: name, detail: 'failed' }))) };
		},
		close: () => {
			open--;
			return Promise.resolve();
		},
	});
	const ids = Array.from({ length: 12 }, (_, index) => `p${index}`);
	const whole = compositeEngine(ids.map((id) => ({ pack: id, engine: engine(id) })));
	const input: PolicyInput = { key: 'a', scope: 'document', rules: ids.map((id) => id as RuleId), input: {} };
	const { failed } = await whole.judge(DATA, [input]);
	expect(failed).toEqual(ids.map((id) => ({ key: 'a', rule: id, detail: `failed (pack ${id})` })));
	expect(most).toBeLessThanOrEqual(availableParallelism());
	expect(open).toBe(0);
	expect(deadlines.size).toBe(1);
});
