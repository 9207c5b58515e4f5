import { didYouMean } from '../../config/nearest.ts';
import { CONFIDENCES, PERSONAS, type RuleId, type RuleMetadata, type Scope, SEVERITIES } from '../policy.ts';
import type { RegoAnnotation, RegoProblem } from '../rego-tool-types.ts';
import type { TeamPackage } from './team-package.ts';
import { PLATFORMS } from '../../evidence/infra/platforms.ts';
import { isRecord, isTexts } from '../../parse/json-values.ts';

const SCOPES: readonly Scope[] = ['file', 'document', 'workspace', 'change'];
const ID = /^[A-Za-z0-9][\w.-]*$/;
const CATEGORY = /^[a-z][a-z0-9]*\/\S+$/;

/** What evidence is about. A rule about anything else would never be asked. */
const SUBJECTS: readonly string[] = [...PLATFORMS, 'typescript', 'javascript'];
const KEYS = ['id', 'category', 'severity', 'confidence', 'persona', 'scope', 'platforms', 'params', 'remedy'];

type Custom = Readonly<Record<string, unknown>>;

/** Metadata of a team's rule, or what is wrong with it and where. */
export type TeamMetadataResult = { readonly ok: true; readonly rule: RuleMetadata; /** Its severity is the author's word, not a default. */ readonly weighed: boolean } | { readonly ok: false; readonly problems: readonly RegoProblem[] };

/** What holds where a rule in Groundwire's own form says nothing: it speaks, and a person decides. */
const OWN_DEFAULTS = { severity: 'medium', confidence: 'medium', persona: 'essential', scope: 'document' } as const;
/** A `deny` is meant to stop a change; what weighs less than the package says so itself, rule by rule. */
const CONFTEST_DEFAULTS = { ...OWN_DEFAULTS, severity: 'high', confidence: 'high' } as const;

/**
 * Reads a team rule's metadata from the annotations of its package: the block with a `custom.id`, else the package's own, else
 * that of `findings`. Everything may be missing; what is there must be valid.
 */
export function teamMetadata(pack: { readonly prefix?: string; readonly combine: boolean }, team: TeamPackage, annotations: readonly RegoAnnotation[]): TeamMetadataResult {
	const annotation = annotationOf(team, annotations);
	const custom: Custom = annotation?.custom ?? {};
	const messages = [...problemsOf(custom), ...(team.isOwn ? misspelt(custom) : [])];
	if (messages.length > 0) {
		const { file, row, col } = annotation ?? { file: team.files[0] ?? '', row: 1, col: 1 };
		return { ok: false, problems: messages.map((message) => ({ file, row, col, code: 'metadata', message })) };
	}
	return { ok: true, rule: ruleOf(pack, team, annotation, custom), weighed: custom['severity'] !== undefined };
}

function annotationOf({ path, isOwn }: TeamPackage, annotations: readonly RegoAnnotation[]): RegoAnnotation | undefined {
	const here = annotations.filter((annotation) => annotation.package === path);
	return (
		here.find(({ custom }) => custom?.['id'] !== undefined) ??
		here.find(({ scope }) => scope === 'package') ??
		(isOwn ? here.find((annotation) => annotation.path === `${path}.findings`) : undefined)
	);
}

function problemsOf(custom: Custom): string[] {
	const check = (key: string, fits: (value: unknown) => boolean, expected: string): string[] =>
		custom[key] === undefined || fits(custom[key]) ? [] : [`custom.${key} must be ${expected}, not ${JSON.stringify(custom[key])}`];
	const oneOf = (key: string, allowed: readonly string[]): string[] => check(key, (value) => allowed.includes(String(value)), `one of ${allowed.join(', ')}`);
	const like = (key: string, pattern: RegExp, example: string): string[] => check(key, (value) => typeof value === 'string' && pattern.test(value), `like ${example}`);
	return [
		...like('id', ID, 'missing-owner'),
		...like('category', CATEGORY, 'team/missing-owner'),
		...oneOf('severity', SEVERITIES),
		...oneOf('confidence', CONFIDENCES),
		...oneOf('persona', PERSONAS),
		...oneOf('scope', SCOPES),
		...check('remedy', (value) => typeof value === 'string', 'a text'),
		...check('params', isRecord, 'an object: the settings and their defaults'),
		...check('platforms', (value) => isTexts(value) && value.length > 0 && value.every((name) => SUBJECTS.includes(name)), `a list of ${SUBJECTS.join(', ')}`),
	];
}

/** Keys of other tools stay theirs; one that is nearly ours would leave the rule with a default that nobody chose. */
function misspelt(custom: Custom): string[] {
	return Object.keys(custom).flatMap((key) => (KEYS.includes(key) ? [] : [didYouMean(key, KEYS)].filter((guess) => guess !== '').map((guess) => `custom.${key} is no key of a rule.${guess}`)));
}

function ruleOf(pack: { readonly prefix?: string; readonly combine: boolean }, team: TeamPackage, annotation: RegoAnnotation | undefined, custom: Custom): RuleMetadata {
	const defaults = team.isOwn ? OWN_DEFAULTS : { ...CONFTEST_DEFAULTS, ...(team.conftest.every((name) => name.startsWith('warn')) && { severity: 'medium' as const }) };
	const pick = <T extends string>(key: string, allowed: readonly T[], fallback: T): T => allowed.find((name) => name === custom[key]) ?? fallback;
	const named = typeof custom['id'] === 'string' ? custom['id'] : undefined;
	const where = `\`${team.files[0] ?? team.path}\``;
	return {
		id: (named ?? `${pack.prefix === undefined ? '' : `${pack.prefix}/`}${plainName(team.path)}`) as RuleId,
		package: team.path,
		title: words(annotation?.title, named ?? team.path),
		description: words(annotation?.description, `A policy of this team objects: ${where}.`),
		remedy: words(custom['remedy'], `Do what the policy asks for; it stands in ${where}.`),
		category: typeof custom['category'] === 'string' ? custom['category'] : `team/${plainName(team.path)}`,
		severity: pick('severity', SEVERITIES, defaults.severity),
		confidence: pick('confidence', CONFIDENCES, defaults.confidence),
		persona: pick('persona', PERSONAS, defaults.persona),
		scope: team.isOwn ? pick('scope', SCOPES, defaults.scope) : pack.combine ? 'workspace' : 'document',
		relatedResources: (annotation?.relatedResources ?? []).flatMap(({ ref }) => (typeof ref === 'string' ? [ref] : [])),
		params: isRecord(custom['params']) ? custom['params'] : {},
		...(isTexts(custom['platforms']) && { platforms: custom['platforms'] }),
	};
}

/** A package's path as part of an id: `a["b c"]` is `a.b-c`. */
function plainName(path: string): string {
	return path.replaceAll(/\["([^"]*)"\]/g, '.$1').replaceAll(/[^A-Za-z0-9._-]/g, '-').replace(/^[^A-Za-z0-9]+/, '');
}

/** A text of the author's, or the words that stand in for it. */
function words(value: unknown, fallback: string): string {
	return typeof value === 'string' && value.trim() !== '' ? value.trim() : fallback;
}
