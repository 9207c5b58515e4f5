import { lineText, offsetAt, type SourceText } from '../../parse/text.ts';
import type { YamlNode } from '../../parse/yaml/tree.ts';
import type { Suppression } from '../file-evidence.ts';

export const MARK = 'groundwire-ignore';
const RULE = /^[\w./-]+$/;

/**
 * `# groundwire-ignore <rule>[, <rule>] -- <reason>` in YAML comments. Without a reason it says nothing, and inside a
 * string or a block of text it is no comment.
 */
export function yamlSuppressions(source: SourceText, roots: readonly YamlNode[]): Suppression[] {
	if (!source.text.includes(MARK)) return [];
	const found: Suppression[] = [];
	for (let line = 1; line <= source.lineStarts.length; line++) {
		const text = lineText(source, line);
		const comment = commentStart(text);
		if (comment === undefined || roots.some((root) => insideScalar(root, offsetAt(source, line, text.indexOf(MARK) + 1)))) continue;
		const said = parseMark(text.slice(text.indexOf(MARK) + MARK.length));
		if (said === undefined) continue;
		const alone = text.slice(0, comment).trim() === '';
		const target = alone ? nextLineWithContent(source, line) : line;
		found.push(...said.rules.map((rule) => ({ line, target, rule, reason: said.reason })));
	}
	return found;
}

/** The `#` before the mark that begins a comment: at the start of the line or after white space. */
function commentStart(text: string): number | undefined {
	const mark = text.indexOf(MARK);
	if (mark < 0) return undefined;
	for (let at = text.indexOf('#'); at >= 0 && at < mark; at = text.indexOf('#', at + 1)) {
		if (at === 0 || /\s/.test(text.charAt(at - 1))) return at;
	}
	return undefined;
}

/** What stands behind the mark: rules, parted by commas, then ` -- ` and the reason. Undefined when it says nothing. */
export function parseMark(text: string): { rules: string[]; reason: string } | undefined {
	const dashes = text.indexOf(' -- ');
	if (dashes < 0 || !/^\s/.test(text)) return undefined;
	const reason = text.slice(dashes + 4).trim();
	const rules = text.slice(0, dashes).split(',').map((rule) => rule.trim());
	return reason !== '' && rules.every((rule) => RULE.test(rule)) ? { rules, reason } : undefined;
}

function nextLineWithContent(source: SourceText, line: number): number {
	for (let next = line + 1; next <= source.lineStarts.length; next++) {
		if (!/^\s*(?:#|$)/.test(lineText(source, next))) return next;
	}
	return line;
}

function insideScalar(node: YamlNode, offset: number): boolean {
	if (offset < node.start || offset >= node.end) return false;
	if (node.kind === 'mapping') return node.entries.some(({ key, value }) => insideScalar(key, offset) || insideScalar(value, offset));
	if (node.kind === 'sequence') return node.items.some((item) => insideScalar(item, offset));
	return node.kind === 'scalar';
}
