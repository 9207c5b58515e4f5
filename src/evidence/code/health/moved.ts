import type { CodeContext } from '../context.ts';
import { PROBE_NAME, mentionsProbe } from './names.ts';

/** Does another file of the change speak of a probe that did not at base? Then a route may have moved there. */
export function hasMovedHealth(context: CodeContext): boolean {
	return context.neighbours().some(({ module, role }) => role !== 'test' && speaks(module.sourceFile.text) && !speaks(module.codebase.textBefore(module.path)));
}

function speaks(text: string): boolean {
	return mentionsProbe(text) || PROBE_NAME.test(text);
}
