import { goSprintf, type GoValue } from './go-format.ts';
import { jsonText } from './json-text.ts';
import { printRegoTerm, readRegoTerm, type RegoTerm } from './rego-terms.ts';
import { parseBytes, parseUnits } from './units.ts';

/**
 * A builtin that the Wasm module asks its host for. `json`: arguments come as JSON, sets as arrays. `rego`: as OPA writes
 * values, which keeps sets apart. The answer is JSON text, or `undefined` where OPA has no answer.
 */
export interface HostBuiltin {
	readonly takes: 'json' | 'rego';
	readonly call: (...args: readonly string[]) => string | undefined;
}

function json(call: HostBuiltin['call']): HostBuiltin {
	return { takes: 'json', call };
}

/** A builtin whose arguments and answer are plain values. */
function plain(builtin: (...args: readonly unknown[]) => unknown): HostBuiltin {
	return json((...args) => {
		const answer = builtin(...args.map((text): unknown => JSON.parse(text)));
		return answer === undefined ? undefined : jsonText(answer);
	});
}

const isString = (value: unknown): value is string => typeof value === 'string';

/** One string or several. */
function strings(value: unknown): readonly string[] | undefined {
	const list: unknown = isString(value) ? [value] : value;
	return Array.isArray(list) && list.every(isString) ? list : undefined;
}

function anyPair(search: unknown, base: unknown, test: (text: string, part: string) => boolean): boolean | undefined {
	const texts = strings(search);
	const parts = strings(base);
	return texts === undefined || parts === undefined ? undefined : texts.some((text) => parts.some((part) => test(text, part)));
}

function count(search: unknown, part: unknown): number | undefined {
	if (!isString(search) || !isString(part)) return undefined;
	return part === '' ? Array.from(search).length + 1 : search.split(part).length - 1;
}

function sprintf(format: string, values: string): string | undefined {
	const text: unknown = JSON.parse(format);
	const term = readRegoTerm(values);
	return isString(text) && term.kind === 'array' ? JSON.stringify(goSprintf(text, term.items.map(goValue))) : undefined;
}

const INT64 = 1n << 63n;

function goValue(term: RegoTerm): GoValue {
	if (term.kind === 'string') return { type: 'string', value: term.text };
	if (term.kind !== 'number') return { type: 'string', value: printRegoTerm(term) };
	if (/[.eE]/.test(term.text)) {
		const value = Number(term.text);
		return Number.isFinite(value) ? { type: 'float64', value } : { type: 'string', value: term.text };
	}
	const value = BigInt(term.text);
	return { type: value < INT64 && value >= -INT64 ? 'int64' : '*big.Int', value };
}

/** A builtin from one text to JSON text. */
function fromText(builtin: (text: string) => string | undefined): HostBuiltin {
	return json((text) => {
		const value: unknown = JSON.parse(text);
		return isString(value) ? builtin(value) : undefined;
	});
}

/**
 * The builtins beyond those that are compiled into a module. They answer as OPA does; what is not here a built-in policy
 * may not call, and its build says so with the line. `startedAt` (ms) is `time.now_ns`: the run's start.
 */
export function hostBuiltins(startedAt: number): Readonly<Record<string, HostBuiltin>> {
	return {
		sprintf: { takes: 'rego', call: (format = '', values = '') => sprintf(format, values) },
		'time.now_ns': json(() => `${BigInt(Math.trunc(startedAt)) * 1_000_000n}`),
		'strings.any_prefix_match': plain((search, base) => anyPair(search, base, (text, part) => text.startsWith(part))),
		'strings.any_suffix_match': plain((search, base) => anyPair(search, base, (text, part) => text.endsWith(part))),
		'strings.count': plain(count),
		'units.parse': fromText(parseUnits),
		'units.parse_bytes': fromText(parseBytes),
	};
}
