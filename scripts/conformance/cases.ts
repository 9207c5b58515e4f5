import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** One of OPA's conformance cases, as its own loader reads it. `data`, `input` and `want_result` keep the digits of their numbers. */
export interface Case {
	/** The folder that it stands in. */
	readonly group: string;
	readonly note: string;
	readonly query: string;
	readonly modules?: readonly string[];
	readonly data?: unknown;
	readonly input?: unknown;
	/** The input as a Rego term, where it is no JSON. */
	readonly input_term?: string;
	readonly want_result?: readonly Readonly<Record<string, unknown>>[];
	readonly want_error?: string;
	readonly want_error_code?: string;
	/** The values of the result are sets. */
	readonly sort_bindings?: boolean;
	/** The error is that of a builtin, which OPA raises only when told to be strict about them. */
	readonly strict_error?: boolean;
}

const CASES = 'v1/test/cases/testdata/v1';

/** Reads the cases from OPA's Go module of the version that tools/rego pins. Throws a message to be shown. */
export function readCases(root: string): readonly Case[] {
	const cwd = join(root, 'tools/rego');
	const folder = join(go(cwd, ['list', '-m', '-f', '{{.Dir}}', 'github.com/open-policy-agent/opa']).trim(), CASES);
	if (!existsSync(folder)) throw new Error(`${folder} is not there: run \`go mod download\` in tools/rego`);
	return go(cwd, ['run', './cases', folder]).trim().split('\n').map((line) => exactJson(line) as Case);
}

function go(cwd: string, args: readonly string[]): string {
	try {
		return execFileSync('go', args, { cwd, encoding: 'utf8', maxBuffer: 100_000_000, stdio: ['ignore', 'pipe', 'inherit'] });
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
		throw new Error('the conformance cases stand in OPA\'s Go module: install Go (https://go.dev/dl) and run this again', { cause: error });
	}
}

interface ExactJson {
	parse(text: string, reviver: (key: string, value: unknown, context: { readonly source?: string }) => unknown): unknown;
	rawJSON(text: string): unknown;
}

/** Numbers that JavaScript would round are kept as they stand, and `JSON.stringify` writes them so. */
function exactJson(text: string): unknown {
	const json = JSON as unknown as ExactJson;
	return json.parse(text, (_, value, { source }) => (typeof value === 'number' && source !== undefined && String(value) !== source ? json.rawJSON(source) : value));
}
