import { foreignSchemas } from '../packs/compile-pack.ts';
import type { PackSources } from '../packs/pack.ts';
import { SCHEMAS } from '../packs/schemas.ts';
import { teamMetadata } from '../packs/team-metadata.ts';
import { teamPackages } from '../packs/team-package.ts';
import type { RuleMetadata } from '../policy.ts';
import type { RegoInspected, RegoProblem, RegoTool } from '../rego-tool.ts';
import type { RegoAnnotation, RegoModule } from '../rego-tool-types.ts';
import type { AuthoredSources } from './sources.ts';

/** How Rego is read. */
export interface ReadingOptions {
	readonly rego: 'v0' | 'v1';
	readonly strict?: boolean;
}

/** As many errors as `opa` names. */
export const ERROR_LIMIT = 10;

/** What is wrong with rules: what `opa check` says of them, then what is wrong with their metadata. */
export function checkAuthored(tool: RegoTool, { files, paths }: AuthoredSources, { strict = false, rego }: ReadingOptions): readonly RegoProblem[] {
	const checked = withForeignSchemas(files, (schemas) => tool.check({ files, paths, rego, strict, schemas, errorLimit: ERROR_LIMIT }));
	return checked.errors.length > 0 ? checked.errors : authoredRules(checked).problems;
}

/** Asks the tool; again where a Conftest pack names schemas of its own, which say nothing here, as when a change is judged. */
export function withForeignSchemas<T extends { readonly errors: readonly RegoProblem[] }>(files: Readonly<Record<string, string>>, ask: (schemas: Readonly<Record<string, unknown>>) => T): T {
	let schemas: Readonly<Record<string, unknown>> = SCHEMAS;
	for (;;) {
		const answer = ask(schemas);
		const foreign = foreignSchemas(answer.errors, files);
		if (Object.keys(foreign).every((name) => Object.hasOwn(schemas, name))) return answer;
		schemas = { ...schemas, ...foreign };
	}
}

/** A rule of a team, and where its package begins. */
export interface AuthoredRule {
	readonly rule: RuleMetadata;
	readonly file: string;
}

/** What a config says of a pack, as far as it decides which rules there are. */
export type PackNaming = Pick<PackSources, 'prefix' | 'namespaces'> & { readonly combine?: boolean };

/** The rules of sources that could be read. */
export function authoredRules({ annotations, modules }: RegoInspected, { namespaces, combine = false, ...naming }: PackNaming = {}): { readonly rules: readonly AuthoredRule[]; readonly problems: readonly RegoProblem[] } {
	const policies = modules.filter(({ file }) => !file.endsWith('_test.rego'));
	const results = teamPackages(policies, namespaces).map((team) => ({ file: team.files[0] ?? '', result: teamMetadata({ combine, ...naming }, team, annotations) }));
	return {
		rules: results.flatMap(({ file, result }) => (result.ok ? [{ file, rule: result.rule }] : [])),
		problems: [...results.flatMap(({ result }) => (result.ok ? [] : result.problems)), ...withoutFindings(policies, annotations)],
	};
}

/** What is called a rule and can say nothing: a misspelt `findings` is valid Rego. */
function withoutFindings(policies: readonly RegoModule[], annotations: readonly RegoAnnotation[]): RegoProblem[] {
	const heard = new Set(teamPackages(policies).map(({ path }) => path));
	const named = annotations.filter((annotation) => annotation.custom?.['id'] !== undefined && !heard.has(annotation.package) && policies.some((module) => module.package === annotation.package));
	return named.map(({ file, row, col }) => ({ file, row, col, code: 'metadata', message: 'the package of this rule has no `findings` (nor `deny`, `violation` or `warn`): it would say nothing' }));
}
