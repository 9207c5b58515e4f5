import { createRequire } from 'node:module';
import type { Log, Run } from 'sarif';

import { Ajv } from 'ajv';
import formats from 'ajv-formats';

/** The official schema; its `$schema` and `id` are of draft 4, which says the same in what it uses. */
const { $schema: _, id: __, ...schema } = createRequire(import.meta.url)('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json') as Record<string, unknown>;
const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
formats.default(ajv);
const validate = ajv.compile(schema);

/** What the SARIF 2.1.0 schema has against a text; empty when it is valid. */
export function violations(text: string): readonly unknown[] {
	return validate(JSON.parse(text)) ? [] : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

/** The only run of a valid file. */
export function runOf(text: string): Run & { readonly results: NonNullable<Run['results']> } {
	const errors = violations(text);
	const [run, ...more] = (JSON.parse(text) as Log).runs;
	if (errors.length > 0 || run?.results === undefined || more.length > 0) throw new Error(`not one valid run: ${JSON.stringify(errors)}`);
	return { ...run, results: run.results };
}
