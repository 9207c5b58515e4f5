import { describe, expect, it } from 'vitest';
import type { RepoPath } from '../change/change.ts';
import type { RuleId, RuleMetadata } from '../policy/policy.ts';
import type { ConfigLayer } from './config.ts';
import { explainConfig, resolveConfig } from './layers.ts';
import { paramsOf, pathFilter, selectRules, weightOf } from './selection.ts';

const org: ConfigLayer = { source: 'org', profile: [{ remove: { metrics: ['x'] } }], places: { money: ['billing/**'], auth: ['auth/**'] }, persona: 'recommended', rules: { a: { severity: 'low', params: { max: 1, min: 0 } } }, ignore: ['gen/**'] };
const repo: ConfigLayer = { source: 'repo', people: { waive: 'admin' }, environments: { production: ['deploy/prod/**'] }, approvals: [{ when: { rules: ['a'] }, need: { approvals: 2 } }], profile: [{ package: '.', add: { metrics: ['y'] } }], places: { money: ['pay/**'] }, helmValues: { web: ['prod.yaml'] }, comments: { inline: 3 }, block: { severity: 'medium' }, rules: { a: { confidence: 'low', params: { max: 2 } } }, ignore: ['gen/**', 'x'] };

describe('layers', () => {
	it('with none, give the built-in config', () => {
		expect(resolveConfig([])).toEqual({ persona: undefined, block: { severity: 'high', confidence: 'high' }, rules: {}, ignore: [], policies: [], places: {}, comments: { inline: 10 }, profile: [], helmValues: {}, environments: {}, approvals: [], people: { waive: 'maintain', approve: 'write', recheck: 'write' } });
	});

	it('win key by key, the last one first; lists add up', () => {
		expect(resolveConfig([org, repo])).toEqual({
			persona: 'recommended',
			block: { severity: 'medium', confidence: 'high' },
			rules: { a: { severity: 'low', confidence: 'low', params: { max: 2, min: 0 } } },
			ignore: ['gen/**', 'x'],
			policies: [],
			places: { money: ['billing/**', 'pay/**'], auth: ['auth/**'] },
			comments: { inline: 3 },
			helmValues: { web: ['prod.yaml'] },
			environments: { production: ['deploy/prod/**'] },
			approvals: [{ when: { rules: ['a'] }, need: { approvals: 2 } }],
			people: { waive: 'admin', approve: 'write', recheck: 'write' },
			profile: [{ remove: { metrics: ['x'] } }, { package: '.', add: { metrics: ['y'] } }],
		});
	});

	it('say where each setting comes from', () => {
		expect(explainConfig([org, repo]).map(({ key, source }) => `${key} ${source}`)).toEqual([
			'approvals repo',
			'block.confidence built-in',
			'block.severity repo',
			'comments.inline repo',
			'environments.production repo',
			'helm.values.web repo',
			'ignore org',
			'ignore repo',
			'people.approve built-in',
			'people.recheck built-in',
			'people.waive repo',
			'persona org',
			'places.auth org',
			'places.money org',
			'places.money repo',
			'profile org',
			'profile repo',
			'rules.a.confidence repo',
			'rules.a.max repo',
			'rules.a.min org',
			'rules.a.severity org',
		]);
	});
});

function rule(id: string, persona: RuleMetadata['persona']): RuleMetadata {
	return {
		id: id as RuleId,
		package: id,
		title: id,
		description: '',
		remedy: '',
		category: 'code/x',
		severity: 'high',
		confidence: 'high',
		persona,
		scope: 'file',
		relatedResources: [],
		params: { max: 1, min: 0 },
	};
}
const path = (text: string): RepoPath => text as RepoPath;
const all = [rule('a', 'essential'), rule('b', 'recommended'), rule('c', 'strict')];
const ids = (rules: readonly RuleMetadata[]): string => rules.map(({ id }) => id).join(' ');

describe('the rules of a run', () => {
	it('are those of the persona and below', () => {
		const config = resolveConfig([]);
		expect([ids(selectRules(all, config, 'essential')), ids(selectRules(all, config, 'recommended')), ids(selectRules(all, config, 'strict'))]).toEqual(['a', 'a b', 'a b c']);
	});

	it('and those that the config gives a severity, without those that are off', () => {
		const config = resolveConfig([{ source: 'r', rules: { c: { enabled: true, severity: 'low' }, a: { enabled: false } } }]);
		expect(ids(selectRules(all, config, 'recommended'))).toBe('b c');
	});

	it('are these only with --rule, whatever the persona, but not when they are off', () => {
		const config = resolveConfig([{ source: 'r', rules: { a: { enabled: false } } }]);
		expect(ids(selectRules(all, config, 'essential', { only: ['c', 'a'] }))).toBe('c');
	});

	it('are others in a scan where a rule says so', () => {
		const standing = { ...rule('d', 'essential'), scanPersona: 'recommended' as const };
		const config = resolveConfig([]);
		expect(ids(selectRules([...all, standing], config, 'essential'))).toBe('a d');
		expect(ids(selectRules([...all, standing], config, 'essential', { scanned: true }))).toBe('a');
		expect(ids(selectRules([...all, standing], config, 'recommended', { scanned: true }))).toBe('a b d');
	});

	it('cannot be rules that do not exist', () => {
		expect(() => selectRules([rule('latest-tag', 'strict')], resolveConfig([]), 'strict', { only: ['latest-tg'] })).toThrow(
			expect.objectContaining({ name: 'ConfigurationError', message: 'unknown rule `latest-tg`. Did you mean `latest-tag`?' }),
		);
	});
});

describe('what the config says of a rule', () => {
	const config = resolveConfig([org, repo]);

	it('weighs more than the policy, and the policy more than the metadata', () => {
		const [a = rule('a', 'essential')] = all;
		expect(weightOf(a, config, { severity: 'critical', confidence: 'medium' })).toEqual({ severity: 'low', confidence: 'low' });
		expect(weightOf(a, resolveConfig([]), { severity: 'critical' })).toEqual({ severity: 'critical', confidence: 'high' });
	});

	it('weighs one step more in a place that the config names, and never more than critical', () => {
		const [a = rule('a', 'essential')] = all;
		expect(weightOf(a, config, {}, ['money'])).toEqual({ severity: 'medium', confidence: 'low' });
		expect(weightOf(a, resolveConfig([]), { severity: 'critical' }, ['auth', 'money'])).toEqual({ severity: 'critical', confidence: 'high' });
	});

	it('stands over the defaults of its settings', () => {
		expect(paramsOf(all, config)).toMatchObject({ a: { max: 2, min: 0 }, b: { max: 1, min: 0 } });
	});
});

describe('globs', () => {
	const filter = pathFilter(resolveConfig([{ source: 'r', ignore: ['**/generated/**', '*.lock'], rules: { a: { paths: ['services/**'] } } }]));

	it('match whole paths, hidden folders included', () => {
		expect([filter.isIgnored(path('src/.x/generated/a.ts')), filter.isIgnored(path('a.lock')), filter.isIgnored(path('b/a.lock'))]).toEqual([true, true, false]);
	});

	it('name what files are about', () => {
		const places = pathFilter(resolveConfig([org, repo]), undefined, '0/');
		expect(['0/pay/a.ts', '0/auth/b.ts', '0/lib/pay/a.ts'].map((file) => places.placesOf(path(file)))).toEqual([['money'], ['auth'], []]);
	});

	it('bind a rule to its paths', () => {
		expect([filter.covers('a', path('services/x/a.ts')), filter.covers('a', path('lib/a.ts')), filter.covers('b', path('lib/a.ts'))]).toEqual([true, false, true]);
	});
});
