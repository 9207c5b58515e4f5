import type { Handler } from '../facts.ts';
import type { CodeContext } from './context.ts';

/** The `handlers` of a file. */
export function handlers(_context: CodeContext): Handler[] {
	return [];
}
