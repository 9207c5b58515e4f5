/** What a Rego file defines, as far as it must be known before it is compiled. */
export interface ModuleOutline {
	/** `main`, `ocp.best["a-b"]`: as it stands behind `data.`; undefined where the file has no package. */
	readonly package?: string;
	/** Names at the start of rule heads, each once. */
	readonly heads: readonly string[];
}

const WORD = /[A-Za-z_]\w*/y;
const PACKAGE = /^\s*package\s+([A-Za-z_]\w*(?:\.[A-Za-z_]\w*|\[\s*"[^"\]]*"\s*\])*)/m;
const OPENING = '([{';
const CLOSING = ')]}';

/**
 * Reads the package and the names of the rules of a Rego file. It only has to find them: what is no Rego is for the compiler to
 * say. Words inside brackets, texts and comments are no heads.
 */
export function outlineOf(source: string): ModuleOutline {
	const plain = withoutTexts(source);
	// Names in brackets are texts: they are taken from the source, at the place that the plain text confirms.
	const at = /^\s*package\b/m.exec(plain)?.index;
	const found = at === undefined ? undefined : PACKAGE.exec(source.slice(at))?.[1];
	const heads = headsOf(plain);
	return found === undefined ? { heads } : { package: found.replaceAll(/\s+/g, ''), heads };
}

function headsOf(plain: string): string[] {
	const heads = new Set<string>();
	let depth = 0;
	for (const line of plain.split('\n')) {
		const start = line.length - line.trimStart().length;
		if (depth === 0) {
			const skipped = /^default\s+/.exec(line.slice(start))?.[0].length ?? 0;
			WORD.lastIndex = start + skipped;
			const name = WORD.exec(line)?.[0];
			if (name !== undefined) heads.add(name);
		}
		for (const letter of line) {
			if (OPENING.includes(letter)) depth++;
			else if (CLOSING.includes(letter)) depth = Math.max(0, depth - 1);
		}
	}
	return [...heads];
}

/** The source with its texts and comments blanked, line by line as before. */
function withoutTexts(source: string): string {
	return source.replaceAll(/"(?:[^"\\\n]|\\.)*"|`[^`]*`|#[^\n]*/g, (match) => (match.startsWith('#') ? '' : match.replaceAll(/[^\n]/g, match.startsWith('`') ? ' ' : '_')));
}
