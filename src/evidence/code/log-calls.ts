import type { LogCall } from '../facts.ts';
import type { CodeContext } from './context.ts';

/** The `logCalls` of a file. */
export function logCalls(_context: CodeContext): LogCall[] {
	return [];
}
