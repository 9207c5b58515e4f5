import picomatch from 'picomatch';

import { counted, type Effect, gravestFirst, tells, weakens } from './effect.ts';

/** The owners of each of some paths, sorted; empty where nobody has to be asked. */
export type Owners = readonly (readonly string[])[];

/** Long enough for every real file; what stands behind is not read. */
const MOST_LINES = 10_000;

/**
 * Who must be asked about paths, by the text of a CODEOWNERS file: of the lines that match a path the last one counts, and one
 * without owners takes them away. Sections of GitLab are headings here.
 */
export function ownersOf(text: string, paths: readonly string[]): Owners {
	const lines = text.split(/\r?\n/, MOST_LINES).flatMap((line) => {
		const [pattern, ...owners] = line.replace(/(?:^|\s)#.*$/, '').trim().split(/\s+/);
		return pattern === undefined || pattern === '' || /^\^?\[/.test(pattern) ? [] : [{ matches: matcher(pattern), owners: owners.toSorted() }];
	});
	return paths.map((path) => lines.findLast(({ matches }) => matches(path))?.owners ?? []);
}

/** As in a .gitignore: with a slash inside from the root, else anywhere; a folder means what is below it. */
function matcher(pattern: string): (path: string) => boolean {
	const rooted = pattern.slice(0, -1).includes('/');
	const plain = pattern.replace(/^\//, '').replace(/\/$/, '');
	const glob = rooted ? plain : `**/${plain}`;
	const forms = pattern.endsWith('/') ? [`${glob}/**`] : plain.endsWith('*') && rooted ? [glob] : [glob, `${glob}/**`];
	return picomatch(forms, { dot: true, nonegate: true, nobrace: true, noextglob: true });
}

/** What becomes of the owners of guardrails; `paths` as they were asked for on both sides. */
export function ownerEffects(paths: readonly string[], before: Owners, after: Owners): Effect[] {
	const where = (wanted: (was: readonly string[], is: readonly string[]) => boolean): string[] => paths.filter((_, index) => wanted(before[index] ?? [], after[index] ?? []));
	const lost = where((was, is) => was.length > 0 && is.length === 0);
	const other = where((was, is) => was.length > 0 && is.length > 0 && was.join() !== is.join());
	const gained = where((was, is) => was.length === 0 && is.length > 0);
	return gravestFirst([
		...(lost.length === 0 ? [] : [weakens(`nobody would have to be asked any more about ${counted('guardrail', lost)}`)]),
		...(other.length === 0 ? [] : [weakens(`others would have to be asked about ${counted('guardrail', other)}`)]),
		...(gained.length === 0 ? [] : [tells(`somebody would have to be asked about ${counted('guardrail', gained)}`)]),
		...(lost.length + other.length + gained.length === 0 ? [tells('the owners of the guardrails of Groundwire would stay as they are')] : []),
	]);
}
