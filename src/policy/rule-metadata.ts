import { CONFIDENCES, PERSONAS, type RuleId, type RuleMetadata, type Scope, SEVERITIES } from './policy.ts';
import type { RegoAnnotation, RegoPlace, RegoProblem } from './rego-tool.ts';
import { isRecord, isTexts } from '../parse/json-values.ts';

/** The `custom` keys of a rule's `# METADATA`. */
const CUSTOM_KEYS = ['id', 'category', 'severity', 'confidence', 'persona', 'scanPersona', 'scope', 'remedy', 'params', 'platforms'] as const;
const SCOPES: readonly Scope[] = ['file', 'document', 'workspace', 'change'];
const ID = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;
const CATEGORY = /^[a-z][a-z0-9]*\/[a-z0-9]+(?:-[a-z0-9]+)*$/;

type Custom = Readonly<Record<string, unknown>>;

/** Metadata of one policy, or what is wrong with it and where. */
export type MetadataResult = { readonly ok: true; readonly rule: RuleMetadata } | { readonly ok: false; readonly problems: readonly RegoProblem[] };

/** Reads a built-in rule's metadata from the annotations of its file: on the package or on `findings`. Strict. */
export function ruleMetadata(file: string, annotations: readonly RegoAnnotation[]): MetadataResult {
	const own = annotations.filter((annotation) => annotation.file === file && annotation.custom?.['id'] !== undefined);
	const [annotation] = own;
	if (annotation === undefined) return wrong({ file, row: 1, col: 1 }, ['there is no # METADATA with custom.id on the package or on findings']);
	if (own.length > 1) return wrong(own[1] ?? annotation, ['a second # METADATA has a custom.id: a policy is one rule']);
	const custom = annotation.custom ?? {};
	const problems = [...problemsOfTexts(annotation), ...problemsOfCustom(custom)];
	return problems.length > 0 ? wrong(annotation, problems) : { ok: true, rule: ruleOf(annotation, custom) };
}

function wrong({ file, row, col }: RegoPlace, messages: readonly string[]): MetadataResult {
	return { ok: false, problems: messages.map((message) => ({ file, row, col, code: 'metadata', message })) };
}

function problemsOfTexts({ title, description, relatedResources }: RegoAnnotation): string[] {
	return [
		...(title.trim() === '' ? ['title is missing'] : []),
		...(description.trim() === '' ? ['description is missing: it says what happens in production'] : []),
		...relatedResources.filter(({ ref }) => typeof ref !== 'string' || !ref.startsWith('https://')).map(() => 'related_resources must be https URLs'),
	];
}

function problemsOfCustom(custom: Custom): string[] {
	const oneOf = (key: string, allowed: readonly string[]): string[] =>
		allowed.includes(String(custom[key])) ? [] : [`custom.${key} must be one of ${allowed.join(', ')}, not ${JSON.stringify(custom[key])}`];
	const matches = (key: string, pattern: RegExp, example: string): string[] =>
		typeof custom[key] === 'string' && pattern.test(custom[key]) ? [] : [`custom.${key} must be like ${example}, not ${JSON.stringify(custom[key])}`];
	return [
		...Object.keys(custom).filter((key) => !CUSTOM_KEYS.some((known) => known === key)).map((key) => `custom.${key} is no known key (${CUSTOM_KEYS.join(', ')})`),
		...matches('id', ID, 'missing-timeout'),
		...matches('category', CATEGORY, 'code/missing-timeout'),
		...oneOf('severity', SEVERITIES),
		...oneOf('confidence', CONFIDENCES),
		...oneOf('persona', PERSONAS),
		...(custom['scanPersona'] === undefined ? [] : oneOf('scanPersona', PERSONAS)),
		...oneOf('scope', SCOPES),
		...(typeof custom['remedy'] === 'string' && custom['remedy'].trim() !== '' ? [] : ['custom.remedy is missing: the way out, in one sentence']),
		...(custom['params'] === undefined || isRecord(custom['params']) ? [] : ['custom.params must be an object: the settings and their defaults']),
		...(custom['platforms'] === undefined || isTexts(custom['platforms']) ? [] : ['custom.platforms must be a list of names']),
	];
}

/** Only after the checks above. */
function ruleOf(annotation: RegoAnnotation, custom: Custom): RuleMetadata {
	const pick = <T extends string>(key: string, allowed: readonly T[]): T => allowed.find((name) => name === custom[key]) ?? raise(key);
	return {
		id: String(custom['id']) as RuleId,
		package: annotation.package,
		title: annotation.title.trim(),
		description: annotation.description.trim(),
		remedy: String(custom['remedy']).trim(),
		category: String(custom['category']),
		severity: pick('severity', SEVERITIES),
		confidence: pick('confidence', CONFIDENCES),
		persona: pick('persona', PERSONAS),
		...(custom['scanPersona'] !== undefined && { scanPersona: pick('scanPersona', PERSONAS) }),
		scope: pick('scope', SCOPES),
		relatedResources: annotation.relatedResources.map(({ ref }) => String(ref)),
		params: isRecord(custom['params']) ? custom['params'] : {},
		...(isTexts(custom['platforms']) ? { platforms: custom['platforms'] } : {}),
	};
}

function raise(key: string): never {
	throw new Error(`custom.${key} was not checked`);
}
