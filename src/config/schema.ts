import { CONFIDENCES, PERSONAS, SEVERITIES, type Confidence, type Persona, type Severity } from '../policy/policy.ts';
import type { PeopleRules, Permission } from './people.ts';
import { PROFILE_LISTS, PROFILE_MEANINGS } from '../evidence/facts/profile-correction.ts';

/**
 * The part of JSON Schema that the config needs. The schema below is the only description of the config: the parser checks against
 * it, and docs/config.schema.json is this data with a head, so that an editor completes and checks what we accept.
 */
export interface SchemaNode {
	readonly description?: string;
	readonly type?: 'object' | 'array' | 'string' | 'boolean' | 'integer';
	readonly const?: unknown;
	readonly enum?: readonly string[];
	readonly minLength?: number;
	readonly minimum?: number;
	readonly maximum?: number;
	/** A regular expression that the text must match; `patternHint` says it in words. */
	readonly pattern?: string;
	readonly patternHint?: string;
	readonly properties?: Readonly<Record<string, SchemaNode>>;
	readonly required?: readonly string[];
	/** Keys that must stand beside a key. */
	readonly dependencies?: Readonly<Record<string, readonly string[]>>;
	/** Absent: other keys are errors. */
	readonly additionalProperties?: SchemaNode | boolean;
	readonly items?: SchemaNode;
	/** Exactly one of these fits, told apart by the type of the value. */
	readonly anyOf?: readonly SchemaNode[];
	readonly default?: unknown;
	readonly examples?: readonly unknown[];
}

/** What holds where nothing is set. `persona` is for `check`; `scan` runs every rule. */
export const DEFAULTS: {
	readonly persona: Persona;
	readonly scanPersona: Persona;
	readonly block: { readonly severity: Severity; readonly confidence: Confidence };
	readonly comments: { readonly inline: number };
	readonly people: PeopleRules;
} = { persona: 'essential', scanPersona: 'strict', block: { severity: 'high', confidence: 'high' }, comments: { inline: 10 }, people: { waive: 'maintain', approve: 'write', recheck: 'write' } };

const severity: SchemaNode = { type: 'string', enum: SEVERITIES.toReversed() };
const confidence: SchemaNode = { type: 'string', enum: CONFIDENCES.toReversed() };
const globs = (description: string, examples: readonly unknown[]): SchemaNode => ({
	description,
	type: 'array',
	items: { type: 'string', minLength: 1 },
	examples,
});

const ruleSettings: SchemaNode = {
	description: 'Settings of one rule. Keys that are not named here are the rule\'s own settings (`groundwire explain RULE` lists them).',
	type: 'object',
	properties: {
		severity: { ...severity, description: 'How much the finding weighs. Setting it also runs the rule whatever the persona.' },
		confidence: { ...confidence, description: 'How sure the rule is to be taken.' },
		paths: globs('Globs of files: the rule speaks about these files only.', [['services/**']]),
	},
	additionalProperties: true,
};

const inside = '^(?!/)(?!.*(?:^|/)\\.\\.(?:/|$)).*$';
const folder: SchemaNode = { type: 'string', minLength: 1, pattern: inside, patternHint: 'a path below the root, without `..`' };

const permission = (description: string, least: Permission): SchemaNode => ({ description, type: 'string', enum: ['write', 'maintain', 'admin'], default: least });

const approvalCount: SchemaNode = { type: 'integer', minimum: 1, maximum: 6 };

const approvalRule: SchemaNode = {
	description: 'One line of the map from risk to what is needed.',
	type: 'object',
	required: ['when', 'need'],
	properties: {
		name: { type: 'string', pattern: '^[^`\\n]{1,60}$', patternHint: 'one line of at most 60 characters, without a backtick', description: 'How reports call the rule. Default: its number.' },
		when: {
			description: 'All of the keys that are given have to fit. With `severity`, `confidence`, `rules` or `categories` the rule is asked of each new finding, otherwise of the change as a whole; an empty one fits every change.',
			type: 'object',
			properties: {
				severity: { ...severity, description: 'Findings of this severity and above.' },
				confidence: { ...confidence, description: 'Findings of this confidence and above.' },
				rules: { description: 'Findings of these rules; a `*` at the end stands for any ending.', type: 'array', items: { type: 'string', minLength: 1 }, examples: [['iam-*']] },
				categories: { description: 'Findings of these categories; a `*` at the end stands for any ending.', type: 'array', items: { type: 'string', minLength: 1 }, examples: [['terraform/*']] },
				paths: globs('Globs of files: that the finding stands in, or that the change touches.', [['infra/**']]),
				provenance: { description: 'Lines that an `agent` wrote, or that somebody wrote with its help (`assist`, which includes the former). Such a rule only adds to what the others ask for.', type: 'string', enum: ['agent', 'assist'] },
				environment: { type: 'string', minLength: 1, description: 'Files of this environment, a name under `environments`.' },
			},
		},
		need: {
			description: 'What has to happen before it stops blocking.',
			anyOf: [
				{ description: '`nothing`, or `block`: only a waiver lifts it.', type: 'string', enum: ['nothing', 'block'] },
				{ ...approvalCount, description: 'So many different people who did not write the change have to approve its head.' },
				{
					description: 'Approvals of the members of a team.',
					type: 'object',
					required: ['approvals'],
					properties: {
						approvals: { ...approvalCount, description: 'How many different people, none of whom wrote the change.' },
						team: { type: 'string', pattern: '^[a-z0-9][a-z0-9_-]{0,99}$', patternHint: 'the slug of a team of the owner, as in `@owner/SLUG`', description: 'Only members of this team count. Its slug, without the owner.' },
					},
				},
			],
		},
	},
};

const pack: SchemaNode = {
	description: 'A pack and how it is to be read.',
	type: 'object',
	required: ['path'],
	dependencies: { git: ['ref', 'digest'], ref: ['git', 'digest'], digest: ['git', 'ref'] },
	properties: {
		path: { ...folder, description: 'Folder of the Rego files, relative to the root of its repository; `.` is the root.' },
		name: { type: 'string', minLength: 1, pattern: '^[a-z0-9][a-z0-9._-]*$', patternHint: 'lower-case letters, digits, `.`, `_` and `-`', description: 'How reports call the pack. It also stands before the ids of rules that have no `custom.id`: `NAME/PACKAGE`.' },
		rego: { type: 'string', enum: ['v1', 'v0'], default: 'v1', description: 'Version of the language: `v0` is what OPA before 1.0 took.' },
		data: { type: 'array', items: { type: 'string', minLength: 1 }, description: 'Files and folders that become `data`, rooted as OPA and Conftest root them. `prefix:path` puts one below a prefix.', examples: [['policy/exclusions']] },
		combine: { type: 'boolean', default: false, description: 'As `conftest --combine`: `input` is a list of `{path, contents}`, all documents of one folder.' },
		files: globs('Globs of files: the pack sees these only.', [['deploy/**']]),
		namespaces: { type: 'array', items: { type: 'string', minLength: 1 }, description: 'The packages that hold rules; a `*` at the end stands for any ending. Default: every package.', examples: [['main']] },
		git: { type: 'string', minLength: 1, pattern: '^(https://[^\\s@]+|file:///.+|/.+)$', patternHint: 'an https:// address without a user, or an absolute path', description: 'Another repository that holds the pack: an `https://` address, or an absolute path on this machine.' },
		ref: { type: 'string', minLength: 1, pattern: '^(?!-)[^\\s~^:?*\\[\\\\]+$', patternHint: 'a commit, a tag or a branch', description: 'The commit, tag or branch of that repository. What counts is the digest.' },
		digest: { type: 'string', pattern: '^sha256:[0-9a-f]{64}$', patternHint: '`sha256:` and 64 hexadecimal digits', description: 'Digest of the pack\'s files. A pack that is not, byte for byte, what the digest says is not run; the message names the digest that was found.' },
	},
};

const profileLists = (description: string): SchemaNode => ({
	description,
	type: 'object',
	properties: Object.fromEntries(PROFILE_LISTS.map((name) => [name, { type: 'array', items: { type: 'string', minLength: 1 }, description: PROFILE_MEANINGS[name] }])),
});

const correction: SchemaNode = {
	description: 'What to add to the profile of a package, and what to take out of it.',
	type: 'object',
	properties: {
		package: { ...folder, description: 'Directory of the package; `.` is the root. Default: every package.' },
		add: profileLists('Names that could not be learnt.'),
		remove: profileLists('Names that were learnt wrongly, as `groundwire profile` prints them.'),
	},
};

/** The config file, version 1. */
export const CONFIG_SCHEMA: SchemaNode = {
	description: 'Groundwire reads this file from the base revision, so that a pull request cannot change what it is judged by.',
	type: 'object',
	required: ['version'],
	properties: {
		version: { description: 'Version of this format.', const: 1 },
		persona: {
			description:
				'Which rules run. `essential`: few, sure and grave; `recommended`: what a careful team wants; `strict`: everything. Default for `check`: essential, for `scan`: strict.',
			type: 'string',
			enum: PERSONAS,
			default: DEFAULTS.persona,
		},
		block: {
			description: 'A finding at or above both thresholds blocks.',
			type: 'object',
			default: DEFAULTS.block,
			properties: {
				severity: { ...severity, description: 'The least severity that blocks.', default: DEFAULTS.block.severity },
				confidence: { ...confidence, description: 'The least confidence that blocks.', default: DEFAULTS.block.confidence },
			},
		},
		rules: {
			description: 'Settings by rule id: `off`, a severity, or an object.',
			type: 'object',
			examples: [{ 'missing-timeout': { severity: 'critical' }, 'latest-tag': 'off' }],
			additionalProperties: {
				anyOf: [
					{ description: '`off`, or the severity of its findings.', type: 'string', enum: ['off', ...SEVERITIES.toReversed()] },
					ruleSettings,
				],
			},
		},
		ignore: globs('Globs of files that are not judged.', [['**/generated/**']]),
		places: {
			description: 'Files where a mistake costs more. A finding there weighs one step more (medium becomes high, high becomes critical), never less; a policy sees the names as `data.groundwire.places`.',
			type: 'object',
			properties: {
				money: globs('Code that moves or counts money.', [['src/payments/**', 'src/billing/**']]),
				auth: globs('Code that decides who somebody is and what they may do.', [['src/auth/**']]),
				writes: globs('Code that writes data which nobody can make again.', [['src/ledger/**']]),
			},
		},
		comments: {
			description: 'How much is said on the lines of a pull request.',
			type: 'object',
			default: DEFAULTS.comments,
			properties: {
				inline: {
					description: 'The most review comments for one change, the gravest first. What finds no room stands in the summary, and still counts and blocks.',
					type: 'integer',
					minimum: 0,
					maximum: 40,
					default: DEFAULTS.comments.inline,
				},
			},
		},
		people: {
			description: 'Which permission in the repository somebody needs to decide about a pull request. Nobody decides about what blocks a change that they wrote.',
			type: 'object',
			default: DEFAULTS.people,
			properties: {
				waive: permission('To grant an exception for a while, and to agree to a suppression that the change brings.', DEFAULTS.people.waive),
				approve: permission('To count as one of the approvals that are needed.', DEFAULTS.people.approve),
				recheck: permission('To have the change judged again.', DEFAULTS.people.recheck),
			},
		},
		environments: {
			description: 'Globs of the files that an environment is made of, by its name. `approvals` may ask for more where it is touched.',
			type: 'object',
			additionalProperties: globs('Globs of its files.', [['deploy/prod/**']]),
			examples: [{ production: ['deploy/prod/**'] }],
		},
		approvals: {
			description: 'From risk to what is needed. For each finding, and for each file of the change, the first rule that fits decides; rules with `provenance` add to it. Where none fits, `block` decides.',
			type: 'array',
			items: approvalRule,
			examples: [[{ when: { rules: ['iam-*'], environment: 'production' }, need: { approvals: 2, team: 'security' } }]],
		},
		helm: {
			description: 'How Helm charts are rendered.',
			type: 'object',
			properties: {
				values: {
					description: 'Files of values that a chart is rendered with, after its values.yaml, as `helm template --values` takes them. By the chart\'s directory (`.` is the root); paths count from there.',
					type: 'object',
					additionalProperties: { type: 'array', items: { ...folder, description: 'A file of values.' } },
					examples: [{ 'charts/web': ['values-prod.yaml'] }],
				},
			},
		},
		profile: {
			description: 'Puts right what was learnt of the repository (`groundwire profile` prints it), package by package.',
			type: 'array',
			items: correction,
			examples: [[{ package: 'services/orders', add: { requestContext: ['edge proxy'] }, remove: { flagClients: ['posthog-node'] } }]],
		},
		policies: {
			description: 'The team\'s own policies: folders, or packs with settings. Default: `.groundwire/policies`, where it exists.',
			type: 'array',
			items: { anyOf: [{ ...folder, description: 'A folder relative to the root of the repository.' }, pack] },
			examples: [['.groundwire/policies', { path: 'policy', rego: 'v0' }]],
		},
	},
};

/** docs/config.schema.json. */
export function configJsonSchema(): unknown {
	return { $schema: 'http://json-schema.org/draft-07/schema#', title: 'Groundwire config', ...closed(CONFIG_SCHEMA) };
}

/** JSON Schema allows unknown keys unless told; we do not. */
function closed(node: SchemaNode): SchemaNode {
	const { patternHint: _, ...plain } = node;
	const { properties, additionalProperties, items, anyOf } = plain;
	return {
		...plain,
		...(properties && { properties: Object.fromEntries(Object.entries(properties).map(([key, child]) => [key, closed(child)])) }),
		...(node.type === 'object' && {
			additionalProperties: typeof additionalProperties === 'object' ? closed(additionalProperties) : (additionalProperties ?? false),
		}),
		...(items && { items: closed(items) }),
		...(anyOf && { anyOf: anyOf.map(closed) }),
	};
}
