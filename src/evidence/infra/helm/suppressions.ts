import { lineText, type SourceText } from '../../../parse/text.ts';
import type { Suppression } from '../../file-evidence.ts';
import { MARK, parseMark } from '../suppressions.ts';

const COMMENT = /(?:^|\s)#|\{\{-?\s*\/\*/;

/** `# groundwire-ignore …` and `{{/* groundwire-ignore … *\/}}` in a template. A comment that stands alone speaks for the next line that writes something. */
export function templateSuppressions(source: SourceText): Suppression[] {
	if (!source.text.includes(MARK)) return [];
	const found: Suppression[] = [];
	for (let line = 1; line <= source.lineStarts.length; line++) {
		const text = lineText(source, line);
		const at = text.indexOf(MARK);
		const comment = at < 0 ? -1 : text.slice(0, at).search(COMMENT);
		const said = comment < 0 ? undefined : parseMark(text.slice(at + MARK.length).replace(/\s*\*\/\s*-?\}\}.*$/, ''));
		if (said === undefined) continue;
		const target = text.slice(0, comment).trim() === '' ? nextWriting(source, line) : line;
		found.push(...said.rules.map((rule) => ({ line, target, rule, reason: said.reason })));
	}
	return found;
}

function nextWriting(source: SourceText, line: number): number {
	for (let next = line + 1; next <= source.lineStarts.length; next++) {
		if (!/^\s*(?:#|$|\{\{-?\s*(?:if|with|range|end|else|\/\*|\$)[^\n]*\}\}\s*$)/.test(lineText(source, next))) return next;
	}
	return line;
}
