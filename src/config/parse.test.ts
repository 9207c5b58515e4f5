import { Ajv } from 'ajv';
import * as fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ConfigurationError } from './configuration-error.ts';
import { parseConfig } from './parse.ts';
import { configJsonSchema } from './schema.ts';

const rules = [
	{ id: 'missing-timeout', params: { maxMs: 1000, hosts: [], note: null } },
	{ id: 'latest-tag', params: {} },
];

/** The complaint as the CLI shows it. */
function complaint(text: string): string {
	try {
		parseConfig(text, 'c.yaml', rules);
	} catch (error) {
		if (error instanceof ConfigurationError) return `${error.path}:${error.line}:${error.column}: ${error.message}`;
		throw error;
	}
	return 'accepted';
}

describe('a config', () => {
	it('is read in full', () => {
		const text = `
version: 1
persona: recommended
block: {severity: medium}
rules:
  missing-timeout: {severity: critical, maxMs: 2000, paths: ["services/**"]}
  latest-tag: off
ignore: ["**/generated/**"]
policies: [.groundwire/policies]
places: {money: ["pay/**"], writes: []}
comments: {inline: 3}
profile: [{package: services/orders/, add: {requestContext: [edge]}, remove: {metrics: [hot-shots]}}]
`;
		expect(parseConfig(text, 'c.yaml', rules)).toEqual({
			source: 'c.yaml',
			persona: 'recommended',
			block: { severity: 'medium' },
			rules: {
				'missing-timeout': { enabled: true, severity: 'critical', params: { maxMs: 2000 }, paths: ['services/**'] },
				'latest-tag': { enabled: false },
			},
			ignore: ['**/generated/**'],
			policies: [{ path: '.groundwire/policies' }],
			places: { money: ['pay/**'], writes: [] },
			comments: { inline: 3 },
			profile: [{ package: 'services/orders', add: { requestContext: ['edge'] }, remove: { metrics: ['hot-shots'] } }],
		});
	});

	it('takes packs with settings', () => {
		const text = 'version: 1\npolicies: [./policy/, {path: ., name: acme, rego: v0, data: [d], combine: true, files: ["*.tf"], namespaces: [main], git: /srv/p, ref: v1, digest: "sha256:'
			+ `${'0'.repeat(64)}"}]`;
		expect(parseConfig(text, 'c', rules).policies).toEqual([
			{ path: 'policy' },
			{
				path: '.', name: 'acme', rego: 'v0', data: ['d'], combine: true, files: ['*.tf'], namespaces: ['main'],
				pinned: { git: '/srv/p', ref: 'v1', digest: `sha256:${'0'.repeat(64)}` },
			},
		]);
	});

	it('takes who decides, and from risk to what is needed', () => {
		const text = `
version: 1
people: {waive: admin, approve: maintain}
environments: {production: ["deploy/prod/**"]}
approvals:
  - {when: {paths: ["docs/**"]}, need: nothing}
  - {name: IAM, when: {severity: medium, confidence: low, rules: [latest-*], categories: [kubernetes/*], environment: production}, need: {approvals: 2, team: security}}
  - {when: {provenance: agent, paths: ["infra/**"]}, need: 1}
  - {when: {severity: critical}, need: block}
`;
		const known = [{ id: 'latest-tag', params: {}, category: 'kubernetes/latest-tag' }];
		expect(parseConfig(text, 'c', known)).toEqual({
			source: 'c',
			people: { waive: 'admin', approve: 'maintain' },
			environments: { production: ['deploy/prod/**'] },
			approvals: [
				{ when: { paths: ['docs/**'] }, need: 'nothing' },
				{ name: 'IAM', when: { severity: 'medium', confidence: 'low', rules: ['latest-*'], categories: ['kubernetes/*'], environment: 'production' }, need: { approvals: 2, team: 'security' } },
				{ when: { provenance: 'agent', paths: ['infra/**'] }, need: { approvals: 1 } },
				{ when: { severity: 'critical' }, need: 'block' },
			],
		});
	});

	it('takes a severity as the short form of a rule', () => {
		expect(parseConfig('version: 1\nrules: {latest-tag: low}', 'c', rules).rules).toEqual({ 'latest-tag': { enabled: true, severity: 'low' } });
	});

	it('takes the example of the guide', () => {
		const [, example = ''] = /```yaml\n(version: 1\n[\s\S]*?)```/.exec(readFileSync('docs/guides/approvals.md', 'utf8')) ?? [];
		expect(parseConfig(example, 'c', [{ id: 'iam-wildcard-action', params: {}, category: 'terraform/iam' }]).approvals).toHaveLength(5);
	});

	it('does not switch a rule on by tuning it', () => {
		expect(parseConfig('version: 1\nrules: {missing-timeout: {maxMs: 5}}', 'c', rules).rules).toEqual({ 'missing-timeout': { params: { maxMs: 5 } } });
	});
});

describe('a wrong config names the place and the way out', () => {
	it.each([
		['version: 1\npersonna: strict', 'c.yaml:2:1: unknown key `personna`. Did you mean `persona`?'],
		['version: 1\nblock:\n  severity: hihg', 'c.yaml:3:13: `block.severity` must be critical, high, medium, low, not `hihg`. Did you mean `high`?'],
		['version: 1\nblock: {sevrity: low}', 'c.yaml:2:9: unknown key `sevrity` in `block`. Did you mean `severity`?'],
		['version: 1\nrules:\n  missing-timeot: off', 'c.yaml:3:3: unknown rule `missing-timeot`. Did you mean `missing-timeout`?'],
		['version: 1\nrules:\n  missing-timeout:\n    maxMS: 3', 'c.yaml:4:5: `missing-timeout` has no setting `maxMS`. Did you mean `maxMs`?'],
		['version: 1\nrules:\n  missing-timeout:\n    maxMs: "3"', 'c.yaml:4:12: `maxMs` of `missing-timeout` must be a number, not a string'],
		['version: 1\nrules: {latest-tag: false}', 'c.yaml:2:21: `rules.latest-tag` must be off, critical, high, medium, low, or a mapping, not false'],
		['version: 1\nignore: [1]', 'c.yaml:2:10: `ignore[0]` must be a text, not 1'],
		['version: 1\nignore: "**"', 'c.yaml:2:9: `ignore` must be a list, not `**`'],
		['persona: strict', 'c.yaml:1:1: the config needs the key `version`'],
		['version: 2', 'c.yaml:1:10: `version` must be 1'],
		['- a', 'c.yaml:1:1: the config must be a mapping, not a list'],
		['', 'c.yaml:1:1: the config is empty'],
		['# nothing', 'c.yaml:1:1: the config is empty'],
		['version: 1\n---\na: 1', 'c.yaml:3:1: the config must be one YAML document'],
		['version: 1\n? {a: b}\n: 1', 'c.yaml:2:3: the config is not valid YAML: a key that is a collection'],
		['version: 1\npolicies: [../elsewhere]', 'c.yaml:2:12: `policies[0]` must be a path below the root, without `..`'],
		['version: 1\npolicies: [3]', 'c.yaml:2:12: `policies[0]` must be a text, or a mapping, not 3'],
		['version: 1\npolicies: [{path: a, combine: 1}]', 'c.yaml:2:31: `policies[0].combine` must be true or false, not 1'],
		['version: 1\npolicies: [{path: a, git: "ssh://x"}]', 'c.yaml:2:27: `policies[0].git` must be an https:// address without a user, or an absolute path'],
		['version: 1\npolicies: [{path: a, git: /srv/p, ref: main}]', 'c.yaml:2:12: `policies[0]` needs the key `digest`'],
		['version: 1\ncomments: {inline: 400}', 'c.yaml:2:20: `comments.inline` must be from 0 to 40, not 400'],
		['version: 1\ncomments: {inline: 1.5}', 'c.yaml:2:20: `comments.inline` must be a whole number, not 1.5'],
		['version: 1\nplaces: {mony: ["pay/**"]}', 'c.yaml:2:10: unknown key `mony` in `places`. Did you mean `money`?'],
		['version: 1\npeople: {waive: triage}', 'c.yaml:2:17: `people.waive` must be write, maintain, admin, not `triage`.'],
		['version: 1\npeople: {approver: write}', 'c.yaml:2:10: unknown key `approver` in `people`. Did you mean `approve`?'],
		['version: 1\nenvironments: {prod: deploy}', 'c.yaml:2:22: `environments.prod` must be a list, not `deploy`'],
		['version: 1\napprovals: [{need: 1}]', 'c.yaml:2:13: `approvals[0]` needs the key `when`'],
		['version: 1\napprovals: [{when: {}, need: 7}]', 'c.yaml:2:30: `approvals[0].need` must be from 1 to 6, not 7'],
		['version: 1\napprovals: [{when: {}, need: two}]', 'c.yaml:2:30: `approvals[0].need` must be nothing, block, not `two`.'],
		['version: 1\napprovals: [{when: {}, need: true}]', 'c.yaml:2:30: `approvals[0].need` must be nothing, block, or a whole number, or a mapping, not true'],
		['version: 1\napprovals: [{when: {}, need: {team: security}}]', 'c.yaml:2:30: `approvals[0].need` needs the key `approvals`'],
		['version: 1\napprovals: [{when: {}, need: {approvals: 1, team: "@acme/security"}}]', 'c.yaml:2:51: `approvals[0].need.team` must be the slug of a team of the owner, as in `@owner/SLUG`'],
		['version: 1\napprovals: [{when: {provenance: human}, need: 1}]', 'c.yaml:2:33: `approvals[0].when.provenance` must be agent, assist, not `human`.'],
		['version: 1\nenvironments: {production: [a]}\napprovals: [{when: {environment: prodution}, need: 1}]', 'c.yaml:3:34: `approvals[0].when.environment` names `prodution`, which is not under `environments`. Did you mean `production`?'],
		['version: 1\napprovals: [{when: {severity: high, provenance: agent}, need: nothing}]', 'c.yaml:2:63: `approvals[0].need` must not be `nothing` beside `provenance`: such a rule only adds to what others ask for'],
		['version: 1\napprovals: [{when: {paths: [a]}, need: block}]', 'c.yaml:2:40: `approvals[0].need` must not be `block` where `when` speaks of no finding: nobody could lift it from a whole change'],
		['version: 1\napprovals: [{when: {rules: [latest-tga]}, need: 1}]', 'c.yaml:2:29: unknown rule `latest-tga`. Did you mean `latest-tag`?'],
		['version: 1\napprovals: [{when: {categories: [code/*]}, need: 1}]', 'c.yaml:2:34: unknown category `code/*`.'],
		['version: 1\nversion: 1', 'c.yaml:2:1: the config is not valid YAML: duplicate key'],
		['version: 1\nrules: {constructor: off}', 'c.yaml:2:9: unknown rule `constructor`.'],
		['version: 1\n__proto__: 1', 'c.yaml:2:1: unknown key `__proto__`.'],
	])('%j', (text, expected) => {
		expect(complaint(text)).toBe(expected);
	});

	it('and points at the line where the YAML breaks', () => {
		expect(complaint('version: 1\nrules: {a: ]}\nignore: []')).toMatch(/^c\.yaml:2:\d+: the config is not valid YAML: \w/);
	});

	it('and survives what is made to break parsers', () => {
		expect(complaint('['.repeat(100_000))).toMatch(/^c\.yaml:1:\d+: the config is not valid YAML: nested deeper/);
		const laughs = Array.from({ length: 9 }, (_, level) => `l${level + 1}: &l${level + 1} [${`*l${level}, `.repeat(9)}]`);
		expect(complaint(`version: 1\nl0: &l0 lol\n${laughs.join('\n')}`)).toMatch(/^c\.yaml:\d+:\d+: /);
	});
});

/** What the schema alone can tell: a condition that names no other part of the config, and a need that fits every condition. */
const ANY_APPROVAL = fc.record(
	{ when: fc.constantFrom<unknown>({}, { severity: 'high' }, { provenance: 'agent', paths: ['a'] }, { provenance: 'human' }, { paths: 'a' }, 1), need: fc.constantFrom<unknown>(1, 6, 7, 0.5, 'two', { approvals: 2 }, { approvals: 2, team: 'a' }, { approvals: 0 }, { team: 'a' }, { approvals: 1, team: 'A b' }), name: fc.constantFrom<unknown>('a', '', '`', 1) },
	{ requiredKeys: [] },
);
const ANY_VALUE = fc.oneof(
	fc.array(ANY_APPROVAL, { maxLength: 2 }),
	fc.dictionary(fc.constantFrom('waive', 'approve', 'recheck', 'other'), fc.constantFrom<unknown>('write', 'admin', 'read', 1), { maxKeys: 3 }),
	fc.array(fc.dictionary(fc.constantFrom('path', 'rego', 'combine', 'git', 'ref', 'digest', 'other'), fc.constantFrom<unknown>('a', '..', '/a', 'v0', true, `sha256:${'0'.repeat(64)}`), { maxKeys: 5 }), { maxLength: 2 }),
	fc.constantFrom<unknown>('essential', 'strict', 'high', 'low', 'off', '', 1, 2, null, true, [], ['a'], [''], [1], {}),
	fc.dictionary(fc.constantFrom('severity', 'confidence', 'paths', 'money', 'inline', 'other'), fc.constantFrom<unknown>('high', 'hihg', ['a'], 1), { maxKeys: 3 }),
	fc.dictionary(fc.constant('latest-tag'), fc.constantFrom<unknown>('off', 'high', 'on', { severity: 'low' }, { severity: 1 }, {}), { maxKeys: 1 }),
);
const ANY_CONFIG = fc.dictionary(fc.constantFrom('version', 'persona', 'block', 'rules', 'ignore', 'policies', 'places', 'comments', 'people', 'approvals', 'environments', 'extra'), ANY_VALUE, { maxKeys: 5 });

describe('docs/config.schema.json', () => {
	it('is what the parser checks against', () => {
		expect(JSON.parse(readFileSync('docs/config.schema.json', 'utf8'))).toEqual(configJsonSchema());
	});

	it('accepts and rejects as the parser does', () => {
		const valid = new Ajv({ strict: false }).compile(Object(configJsonSchema()));
		// The schema cannot know the rules and their settings; here every one is known.
		const open = [{ id: 'latest-tag', params: { other: null } }];
		const accepted = (config: unknown): boolean => {
			try {
				parseConfig(JSON.stringify(config), 'c', open);
				return true;
			} catch {
				return false;
			}
		};
		const withKnownRules = ANY_CONFIG.filter(({ rules: named }) => !(Object(named) === named && Object.keys(Object(named)).some((id) => id !== 'latest-tag')));
		fc.assert(
			fc.property(withKnownRules, fc.boolean(), (config, versioned) => {
				const whole = versioned ? { ...config, version: 1 } : config;
				expect(accepted(whole)).toBe(valid(whole));
			}),
			{ numRuns: 500 },
		);
	});

	it('describes every key', () => {
		const undescribed: string[] = [];
		const walk = (node: unknown, at: string): void => {
			if (typeof node !== 'object' || node === null) return;
			const { properties } = node as { readonly properties?: Readonly<Record<string, { readonly description?: string }>> };
			for (const [key, child] of Object.entries(properties ?? {})) if (!child.description) undescribed.push(`${at}.${key}`);
			for (const [key, child] of Object.entries(node)) walk(child, `${at}.${key}`);
		};
		walk(configJsonSchema(), '');
		expect(undescribed).toEqual([]);
	});
});
