import type { RepoPath } from '../change/change.ts';
import { type SourceText, sourceText } from '../parse/text.ts';
import { parseYaml, type YamlDocument } from '../parse/yaml/parse.ts';
import { CONFIDENCES, PERSONAS, SEVERITIES } from '../policy/policy.ts';
import { type ConfigLayer, type KnownRule, PLACES, type Places, type RuleSetting } from './config.ts';
import { approvalRule, approvalViolation, unknownInApprovals } from './approval-settings.ts';
import { ConfigurationError } from './configuration-error.ts';
import { didYouMean } from './nearest.ts';
import { PERMISSIONS } from './people.ts';
import { type KeyPath, placeOf } from './positions.ts';
import { packSetting } from './packs.ts';
import { PROFILE_LISTS, type ProfileCorrection } from '../evidence/facts/profile-correction.ts';
import { CONFIG_SCHEMA } from './schema.ts';
import { isRecord } from '../parse/json-values.ts';
import { violationOf } from './validate.ts';

const REMEDY = 'docs/config.schema.json describes every key.';

/**
 * Reads a config file. Throws a ConfigurationError with the place of the first thing that is wrong: broken YAML, an unknown key or
 * rule, a value that does not fit. `path` is used in messages only.
 */
export function parseConfig(text: string, path: string, rules: readonly KnownRule[]): ConfigLayer {
	const { layer, checkRules } = readConfig(text, path);
	checkRules(rules);
	return layer;
}

/** A config whose rules are not known yet: its packs must be read before anybody knows which rules there are. */
export interface UncheckedConfig {
	readonly layer: ConfigLayer;
	/** Throws a ConfigurationError with the place of the first unknown rule or wrong setting of a rule. */
	readonly checkRules: (rules: readonly KnownRule[]) => void;
}

/** Reads a config file as `parseConfig` does, but for the names and settings of rules. */
export function readConfig(text: string, path: string): UncheckedConfig {
	// Only messages name it, so it need not be a path of the repository.
	const source = sourceText(path as RepoPath, text);
	const { value, root } = onlyDocument(source);
	const complain = (violation: RuleViolation | undefined): void => {
		if (violation === undefined) return;
		throw new ConfigurationError(violation.message, { path, ...placeOf(source, root, violation.path, violation.at), remedy: violation.remedy ?? REMEDY });
	};
	complain(violationOf(value, CONFIG_SCHEMA, []) ?? approvalViolation(value));
	return { layer: layerOf(value, path), checkRules: (rules) => complain(ruleViolation(value, rules) ?? unknownInApprovals(value, rules)) };
}

function onlyDocument(source: SourceText): YamlDocument {
	const { documents, errors } = parseYaml(source, 'core');
	const { path } = source;
	const [error] = errors;
	if (error !== undefined) {
		const { line, column, message } = error;
		throw new ConfigurationError(`the config is not valid YAML: ${message}`, { path, line, column, remedy: 'Mend the YAML at this place.' });
	}
	const [document, second] = documents;
	if (document === undefined || document.value === null) {
		throw new ConfigurationError('the config is empty', { path, line: 1, column: 1, remedy: 'Write `version: 1`, or delete the file.' });
	}
	if (second !== undefined) {
		throw new ConfigurationError('the config must be one YAML document', { path, line: second.startLine, column: 1, remedy: 'Delete the `---` and what follows it.' });
	}
	return document;
}

interface RuleViolation {
	readonly path: KeyPath;
	readonly at: 'key' | 'value';
	readonly message: string;
	readonly remedy?: string;
}

/** What the schema cannot know: which rules there are, and which settings each of them takes. */
function ruleViolation(config: unknown, rules: readonly KnownRule[]): RuleViolation | undefined {
	if (!isRecord(config) || !isRecord(config['rules'])) return undefined;
	const known = new Map(rules.map((rule) => [rule.id, rule]));
	for (const [id, setting] of Object.entries(config['rules'])) {
		const rule = known.get(id);
		if (rule === undefined) {
			const message = `unknown rule \`${id}\`.${didYouMean(id, known.keys())}`;
			return { path: ['rules', id], at: 'key', message, remedy: '`groundwire policy list` lists the rules.' };
		}
		if (!isRecord(setting)) continue;
		for (const [key, value] of Object.entries(setting)) {
			if (SETTING_KEYS.has(key)) continue;
			const wrong = paramViolation(rule, key, value);
			if (wrong !== undefined) return { path: ['rules', id, key], ...wrong };
		}
	}
	return undefined;
}

const SETTING_KEYS: ReadonlySet<string> = new Set(['severity', 'confidence', 'paths']);

function paramViolation(rule: KnownRule, key: string, value: unknown): { at: 'key' | 'value'; message: string } | undefined {
	if (!Object.hasOwn(rule.params, key)) {
		const names = [...SETTING_KEYS, ...Object.keys(rule.params)];
		return { at: 'key', message: `\`${rule.id}\` has no setting \`${key}\`.${didYouMean(key, names)}` };
	}
	const expected = kindOf(rule.params[key]);
	// A default of null says nothing about the type.
	if (expected === 'null' || expected === kindOf(value)) return undefined;
	return { at: 'value', message: `\`${key}\` of \`${rule.id}\` must be ${article(expected)}, not ${article(kindOf(value))}` };
}

function kindOf(value: unknown): string {
	if (value === null) return 'null';
	if (Array.isArray(value)) return 'list';
	return typeof value;
}

function article(kind: string): string {
	return kind === 'null' ? 'null' : `${kind === 'object' ? 'an' : 'a'} ${kind}`;
}

/** `config` fits the schema. */
function layerOf(config: unknown, source: string): ConfigLayer {
	if (!isRecord(config)) return { source };
	const { persona, block, rules, ignore, policies, places, comments, profile, helm, people, environments, approvals } = config;
	return {
		source,
		...optional('persona', oneOf(PERSONAS, persona)),
		...(isRecord(block) && { block: thresholds(block) }),
		...(isRecord(rules) && { rules: Object.fromEntries(Object.entries(rules).map(([id, setting]) => [id, ruleSetting(setting)])) }),
		...optional('ignore', strings(ignore)),
		...(Array.isArray(policies) && { policies: policies.map(packSetting) }),
		...(isRecord(places) && { places: placesOf(places) }),
		...(Array.isArray(profile) && { profile: profile.map(correctionOf) }),
		...(isRecord(helm) && isRecord(helm['values']) && { helmValues: helm['values'] as ConfigLayer['helmValues'] & {} }),
		...(isRecord(people) && { people: permissions(people) }),
		...(isRecord(environments) && { environments: environments as ConfigLayer['environments'] & {} }),
		...(Array.isArray(approvals) && { approvals: approvals.map(approvalRule) }),
		...(isRecord(comments) && { comments: typeof comments['inline'] === 'number' ? { inline: comments['inline'] } : {} }),
	};
}

function placesOf(value: Readonly<Record<string, unknown>>): Places {
	return Object.fromEntries(PLACES.flatMap((name) => (Array.isArray(value[name]) ? [[name, strings(value[name])]] : [])));
}

function correctionOf(value: unknown): ProfileCorrection {
	if (!isRecord(value)) return {};
	const { package: of, add, remove } = value;
	return { ...(typeof of === 'string' && { package: of.replace(/(.)\/+$/, '$1') }), ...(isRecord(add) && { add: profileLists(add) }), ...(isRecord(remove) && { remove: profileLists(remove) }) };
}

function profileLists(value: Readonly<Record<string, unknown>>): NonNullable<ProfileCorrection['add']> {
	return Object.fromEntries(PROFILE_LISTS.flatMap((name) => (Array.isArray(value[name]) ? [[name, strings(value[name])]] : [])));
}

function thresholds(value: Readonly<Record<string, unknown>>) {
	return { ...optional('severity', oneOf(SEVERITIES, value['severity'])), ...optional('confidence', oneOf(CONFIDENCES, value['confidence'])) };
}

function permissions({ waive, approve, recheck }: Readonly<Record<string, unknown>>): ConfigLayer['people'] & {} {
	return { ...optional('waive', oneOf(PERMISSIONS, waive)), ...optional('approve', oneOf(PERMISSIONS, approve)), ...optional('recheck', oneOf(PERMISSIONS, recheck)) };
}

function ruleSetting(value: unknown): RuleSetting {
	if (value === 'off') return { enabled: false };
	const short = oneOf(SEVERITIES, value);
	if (short !== undefined) return { enabled: true, severity: short };
	if (!isRecord(value)) return {};
	const { severity, confidence, paths, ...params } = value;
	return {
		...(severity !== undefined && { enabled: true }),
		...thresholds({ severity, confidence }),
		...optional('paths', strings(paths)),
		...(Object.keys(params).length > 0 && { params }),
	};
}

function oneOf<T extends string>(allowed: readonly T[], value: unknown): T | undefined {
	return allowed.find((candidate) => candidate === value);
}

function strings(value: unknown): readonly string[] | undefined {
	return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : undefined;
}

/** Leaves the key out where there is no value: a layer says only what its file says. */
function optional<K extends string, V>(key: K, value: V | undefined): { readonly [P in K]?: V } {
	const made: { [P in K]?: V } = {};
	if (value !== undefined) made[key] = value;
	return made;
}
