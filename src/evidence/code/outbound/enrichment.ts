import type { ts } from '../../../parse/typescript/compiler.ts';
import type { OutboundCall } from '../../facts.ts';
import type { CodeContext } from '../context.ts';

/** What stands around an outbound call, beside its deadline. */
export interface Enrichment {
	readonly span: OutboundCall['span'];
	readonly correlation: OutboundCall['correlation'];
	/** The handler, consumer or job of this file that leads here: `POST /orders`. */
	readonly entry?: string;
}

/** Adds what is known about tracing, correlation and the entry point of one call. */
export function enrich(_call: Omit<OutboundCall, keyof Enrichment>, _node: ts.Node, _context: CodeContext): Enrichment {
	return { span: 'unknown', correlation: 'unknown' };
}
