import type { BuiltinSources } from './builtin-sources.ts';
import type { RegoTested, RegoTool } from './rego-tool.ts';

/** Runs every `test_` rule of the built-in policies. `only` is a regular expression over their full names. */
export function testBuiltin(tool: RegoTool, sources: BuiltinSources, only?: string): RegoTested {
	const { policies, library, tests, schemas } = sources;
	return tool.test({ modules: { ...library, ...policies, ...tests }, schemas, ...(only === undefined ? {} : { only }) });
}
