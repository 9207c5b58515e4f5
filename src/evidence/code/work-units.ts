import type { WorkUnit } from '../facts.ts';
import type { CodeContext } from './context.ts';

/** The `workUnits` of a file. */
export function workUnits(_context: CodeContext): WorkUnit[] {
	return [];
}
