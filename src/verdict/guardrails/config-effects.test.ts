import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ConfigLayer, PackSetting } from '../../config/config.ts';
import { resolveConfig } from '../../config/layers.ts';
import type { RuleId, RuleMetadata } from '../../policy/policy.ts';
import { configEffects, type ConfigPair } from './config-effects.ts';

function rule(id: string, change: Partial<RuleMetadata> = {}): RuleMetadata {
	return { id: id as RuleId, package: id, title: id, description: '', remedy: '', category: 'code/x', severity: 'high', confidence: 'high', persona: 'essential', scope: 'file', relatedResources: [], params: { max: 1 }, ...change };
}

const RULES = [rule('a'), rule('b'), rule('c', { severity: 'medium' }), rule('d', { persona: 'strict' })];
const FILES: ConfigPair['files'] = { paths: ['x.ts', 'y.ts'], complete: true, ignored: { base: () => false, head: () => false }, covers: { base: () => true, head: () => true } };

function effects(base: Omit<ConfigLayer, 'source'>, head: Omit<ConfigLayer, 'source'>, files = FILES): string[] {
	const [before, after] = [base, head].map((layer) => resolveConfig([{ source: 'test', ...layer }]));
	if (before === undefined || after === undefined) throw new Error('two configs');
	return configEffects({ base: before, head: after, rules: RULES, files }).map(({ text, weaker }) => `${weaker ? '-' : '+'} ${text}`);
}

function pack(digest: string): PackSetting {
	return { path: 'p', pinned: { git: 'https://example.org/p', ref: 'v1', digest: `sha256:${digest.repeat(64)}` } };
}

describe('what another config would do', () => {
	it.each<[string, Omit<ConfigLayer, 'source'>, string[]]>([
		['off', { rules: { a: { enabled: false } } }, ['- would no longer run: 1 rule (`a`)']],
		['lighter', { rules: { a: { enabled: true, severity: 'low' }, b: { enabled: true, severity: 'medium' } } }, ['- would stop blocking: 2 rules (`a`, `b`)']],
		['lighter still', { rules: { c: { enabled: true, severity: 'low' } } }, ['- would weigh less: 1 rule (`c`)']],
		['heavier', { rules: { c: { enabled: true, severity: 'critical' } } }, ['+ would start blocking: 1 rule (`c`)']],
		['another persona', { persona: 'strict' }, ['+ would newly run: 1 rule (`d`)', '+ persona strict instead of essential']],
		['a setting', { rules: { a: { params: { max: 9 } } } }, ['- `a.max` would be `9` instead of `1`']],
		['people with fewer rights', { people: { waive: 'read' } }, ['- `waive` would need the permission read instead of maintain']],
		['people with more rights', { people: { waive: 'admin' } }, ['+ `waive` would need the permission admin instead of maintain']],
		['approvals', { approvals: [{ when: {}, need: { approvals: 1 } }] }, ['- would ask for other approvals: 0 rules before, 1 after']],
		['a block more', { approvals: [{ when: { severity: 'low' }, need: 'block' }] }, ['+ would block in 1 more case (`approvals[0]`)']],
		['environments', { environments: { prod: ['x'] } }, ['- other files would count as the environment `prod`']],
		['comments', { comments: { inline: 0 } }, ['+ at most 0 comments instead of 10; the rest stands in the summary and still counts']],
		['a pack more', { policies: [{ path: 'p' }] }, ['+ would add the pack `p`']],
		['places', { places: { money: ['x'] } }, ['+ more files would count as `money`']],
	])('%s', (_what, head, expected) => {
		expect(effects({}, head)).toEqual(expected);
	});

	it('names files that it would leave out, as many as a person reads', () => {
		const files = { ...FILES, paths: ['a', 'b', 'c', 'd'], complete: false, ignored: { base: () => false, head: () => true } };
		expect(effects({}, { ignore: ['**'] }, files)).toEqual(['- would leave out: 4 files (`a`, `b`, `c` and 1 more) at least that are judged now']);
	});

	it('tells another digest of a pack', () => {
		expect(effects({ policies: [pack('a')] }, { policies: [pack('b')] })).toEqual(['- the pack `https://example.org/p//p` would be another one: the digest `sha256:bbbbbbbbbbbb` instead of `sha256:aaaaaaaaaaaa`']);
		expect(effects({ policies: [pack('a')] }, {})).toEqual(['- would drop the pack `https://example.org/p//p`']);
	});

	it('a name cannot end its own backticks', () => {
		expect(effects({}, { policies: [{ path: '`](https://example.org)`' }] })).toEqual(["+ would add the pack `'](https://example.org)'`"]);
	});
});

describe('a config that goes back and forth', () => {
	const setting = fc.record({ enabled: fc.boolean(), severity: fc.constantFrom('low', 'medium', 'high', 'critical') }, { requiredKeys: [] });
	const layer = fc.record({ persona: fc.constantFrom('essential', 'recommended', 'strict'), block: fc.record({ severity: fc.constantFrom('low', 'high', 'critical') }), rules: fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), setting), ignore: fc.subarray(['x', 'y']) }, { requiredKeys: [] }) as fc.Arbitrary<Omit<ConfigLayer, 'source'>>;

	it('has no effect where it is the same, and is weaker one way or the other where it is not stricter', () => {
		fc.assert(
			fc.property(layer, layer, (one, other) => {
				expect(effects(one, one)).toEqual([]);
				const [there, back] = [effects(one, other), effects(other, one)];
				expect(there.length === 0).toBe(back.length === 0);
				// What only becomes stricter on the way there becomes weaker on the way back.
				if (there.length > 0 && there.every((text) => text.startsWith('+'))) expect(back.some((text) => text.startsWith('-'))).toBe(true);
			}),
		);
	});
});
