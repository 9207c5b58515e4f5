import type { OutboundCall } from '../facts.ts';
import type { CodeContext } from './context.ts';

/** The `outboundCalls` of a file. */
export function outboundCalls(_context: CodeContext): OutboundCall[] {
	return [];
}
