import { isRecord, record } from '../../../../parse/json-values.ts';
import type { Json } from '../../../../parse/yaml/compose.ts';

/** An object of a plan; its entries may be anything. */
export type Entries = Readonly<Record<string, unknown>>;

/** What stands in place of a value that must not be shown. */
export const SENSITIVE = 'sensitive value';
/** What stands in place of a value that nothing in the configuration names. */
const AFTER_APPLY = 'known after apply';
const DEEPEST = 100;

export function listOf(value: unknown): readonly unknown[] {
	return Array.isArray(value) ? value : [];
}

export function textOf(value: unknown): string | undefined {
	return typeof value === 'string' ? value : undefined;
}

/** What a plan tells of a value beside it: which parts are known after apply, which are sensitive, how the configuration writes them. */
export interface Beside {
	readonly unknown?: unknown;
	readonly sensitive?: unknown;
	/** `configuration…expressions`: `{references}`, `{constant_value}`, and lists of these for nested blocks. */
	readonly written?: unknown;
	/** What says more than a known string that is nothing but this reference, as `aws_s3_bucket.logs.id`; undefined where it is more, or none. */
	readonly linkOf?: (reference: string, value: string) => Json | undefined;
}

/**
 * A value as HCL would give it. What is null or an empty list counts as not written, since a plan lists all that could be; what is only
 * computed by the provider is left out, too. Nothing that is sensitive leaves.
 */
export function shaped(value: unknown, beside: Beside, depth = 0): Json | undefined {
	if (beside.sensitive === true) return { $unknown: SENSITIVE };
	if (beside.unknown === true) return { $unknown: firstReference(beside.written) ?? AFTER_APPLY };
	if (depth > DEEPEST) return { $unknown: AFTER_APPLY };
	if (Array.isArray(value)) return shapedList(value, beside, depth);
	if (isRecord(value) || isRecord(beside.unknown)) return shapedEntries(record(value), beside, depth);
	if (typeof value === 'string') return linkOr(value, beside);
	return value === null || value === undefined ? undefined : (value as Json);
}

function linkOr(value: string, { written, linkOf }: Beside): Json {
	const reference = firstReference(written);
	return (reference === undefined ? undefined : linkOf?.(reference, value)) ?? value;
}

function shapedList(value: readonly unknown[], { unknown, sensitive, written, linkOf }: Beside, depth: number): Json | undefined {
	const blocks = listOf(written);
	const element = (index: number): Beside => ({
		unknown: listOf(unknown)[index],
		sensitive: listOf(sensitive)[index],
		written: blocks.length === 0 ? written : (blocks[index] ?? (blocks.length === 1 ? blocks[0] : undefined)),
		...(linkOf !== undefined && { linkOf }),
	});
	if (value.length === 0) return undefined;
	return value.map((one, index) => shaped(one, element(index), depth + 1) ?? null);
}

function shapedEntries(value: Entries, { unknown, sensitive, written, linkOf }: Beside, depth: number): Json {
	const unknowns = record(unknown);
	const sensitives = record(sensitive);
	const isBlock = isRecord(written) && !('references' in written) && !('constant_value' in written);
	const found: Record<string, Json> = {};
	for (const key of new Set([...Object.keys(value), ...Object.keys(unknowns)])) {
		const expression = isBlock ? record(written)[key] : written;
		// What is known after apply and written nowhere is the provider's own.
		if (unknowns[key] === true && isBlock && expression === undefined) continue;
		const part = shaped(value[key], { unknown: unknowns[key], sensitive: sensitives[key], written: expression, ...(linkOf !== undefined && { linkOf }) }, depth + 1);
		if (part !== undefined) found[key] = part;
	}
	return found;
}

/** The first reference of an expression, as `$unknown` has it. */
function firstReference(written: unknown): string | undefined {
	return textOf(listOf(record(written)['references'])[0]);
}

/** A value of which nothing is left out, but for what is sensitive or known after apply: for the plan as it stands. */
export function scrubbed(value: unknown, unknown: unknown, sensitive: unknown, depth = 0): Json {
	if (sensitive === true) return { $unknown: SENSITIVE };
	if (unknown === true || depth > DEEPEST) return { $unknown: AFTER_APPLY };
	if (Array.isArray(value)) return value.map((one, index) => scrubbed(one, listOf(unknown)[index], listOf(sensitive)[index], depth + 1));
	if (!isRecord(value)) return value === undefined ? null : (value as Json);
	const keys = new Set([...Object.keys(value), ...Object.keys(record(unknown))]);
	return Object.fromEntries([...keys].map((key) => [key, scrubbed(value[key], record(unknown)[key], record(sensitive)[key], depth + 1)]));
}
