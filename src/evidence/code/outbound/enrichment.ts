import { ts } from '../../../parse/typescript/compiler.ts';
import type { OutboundCall } from '../../facts.ts';
import type { CodeContext } from '../context.ts';
import { idsIn } from '../correlation/mentions.ts';
import { entryOf } from '../handling/entry.ts';
import { isInstrumented } from '../tracing/libraries.ts';
import { insideSpan } from '../tracing/spans.ts';
import { evaluate } from '../value/evaluate.ts';
import { shapeOf } from '../value/object-shape.ts';
import { alternatives } from '../value/value.ts';

/** What stands around an outbound call, beside its deadline. */
export interface Enrichment {
	readonly span: OutboundCall['span'];
	readonly correlation: OutboundCall['correlation'];
	/** The handler, consumer or job of this file that leads here: `POST /orders`. */
	readonly entry?: string;
}

type Call = Omit<OutboundCall, keyof Enrichment>;

/** Families whose requests have headers or attributes to carry an id. */
const CARRIES = new Set(['http', 'queue', 'grpc', 'llm']);

/** Adds what is known about tracing, correlation and the entry point of one call. */
export function enrich(call: Call, node: ts.Node, context: CodeContext): Enrichment {
	const entry = entryOf(node, context);
	return { span: spanAround(call, node, context), correlation: correlationOf(call, node, context), ...(entry === undefined ? {} : { entry }) };
}

function spanAround(call: Call, node: ts.Node, context: CodeContext): OutboundCall['span'] {
	if (insideSpan(node, context.frame)) return 'manual';
	const { tracing } = context.profile;
	if (isInstrumented(call.client, tracing.instruments)) return 'auto';
	// A library that we cannot place may well go through one that is instrumented.
	return tracing.auto ? 'unknown' : 'absent';
}

function correlationOf(call: Call, node: ts.Node, context: CodeContext): OutboundCall['correlation'] {
	if (!CARRIES.has(call.family)) return 'unknown';
	if (isInstrumented(call.client, context.profile.tracing.instruments)) return 'auto';
	if (!ts.isCallExpression(node) && !ts.isNewExpression(node)) return 'unknown';
	const given = node.arguments ?? [];
	if (idsIn(given).length > 0) return 'propagated';
	const carried = given.map((argument) => carriedBy(argument, context));
	if (carried.includes('propagated')) return 'propagated';
	return call.kind === 'client' || carried.includes('unknown') ? 'unknown' : 'absent';
}

/** What an options argument that was put together elsewhere holds. */
function carriedBy(argument: ts.Expression, context: CodeContext): 'propagated' | 'absent' | 'unknown' {
	for (const value of alternatives(evaluate(argument, context.frame))) {
		if (value.kind === 'literal' || value.kind === 'text') continue;
		if (value.kind !== 'object') return 'unknown';
		if (idsIn([value.node]).length > 0) return 'propagated';
		const shape = shapeOf(value);
		const headers = shape.entries.get('headers');
		const objects = headers === undefined ? [] : alternatives(headers);
		if (objects.some((option) => option.kind === 'object' && idsIn([option.node]).length > 0)) return 'propagated';
		if (!shape.complete || objects.some((option) => option.kind !== 'object' || !shapeOf(option).complete)) return 'unknown';
	}
	return 'absent';
}
