import type { Catch } from '../facts.ts';
import type { CodeContext } from './context.ts';

/** The `catches` of a file. */
export function catches(_context: CodeContext): Catch[] {
	return [];
}
