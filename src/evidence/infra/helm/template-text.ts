/** A stretch of a Go template: text as it stands, or an action in braces. Offsets count from the start of the file. */
export interface TemplatePart {
	readonly kind: 'text' | 'action';
	readonly start: number;
	readonly end: number;
	/** Of an action: what stands between the braces and the dashes. */
	readonly code: string;
	/** Does it take the white space after it along? */
	readonly trimsAfter: boolean;
}

const OPEN = '{{';
const CLOSE = '}}';

/**
 * The parts of a template, as text/template/parse/lex.go cuts them: braces inside strings and comments end nothing. An action that never
 * ends is left out; helm says where it is.
 */
export function templateParts(text: string): TemplatePart[] {
	const parts: TemplatePart[] = [];
	let at = 0;
	while (at < text.length) {
		const open = text.indexOf(OPEN, at);
		const stop = open < 0 ? text.length : open;
		if (stop > at) parts.push({ kind: 'text', start: at, end: stop, code: '', trimsAfter: false });
		if (open < 0) break;
		const end = actionEnd(text, open + OPEN.length);
		if (end === undefined) break;
		const inner = text.slice(open + OPEN.length, end - CLOSE.length);
		const code = inner.replace(/^-(?=\s)/, '').replace(/\s-$/, '').trim();
		parts.push({ kind: 'action', start: open, end, code, trimsAfter: /\s-$/.test(inner) });
		at = end;
	}
	return parts;
}

/** The offset behind the closing braces. */
function actionEnd(text: string, from: number): number | undefined {
	const comment = /-?\s*\/\*/y;
	comment.lastIndex = from;
	if (comment.test(text)) {
		const close = text.indexOf('*/', comment.lastIndex);
		const braces = close < 0 ? -1 : text.indexOf(CLOSE, close);
		return braces < 0 ? undefined : braces + CLOSE.length;
	}
	const token = /"(?:[^"\\\n]|\\.)*"|`[^`]*`|'(?:[^'\\\n]|\\.)*'|\}\}/g;
	token.lastIndex = from;
	for (let found = token.exec(text); found !== null; found = token.exec(text)) {
		if (found[0] === CLOSE) return token.lastIndex;
	}
	return undefined;
}

/** What an action does: writes something, opens or closes a block, or only remembers something. */
export type ActionKind = 'if' | 'with' | 'range' | 'define' | 'block' | 'else' | 'end' | 'template' | 'comment' | 'assign' | 'output';

const WORD = /^(?:if|with|range|define|block|else|end|template)\b/;

export function actionKind(code: string): ActionKind {
	if (code.startsWith('/*') || code === '') return 'comment';
	const word = WORD.exec(code)?.[0];
	if (word !== undefined) return word as ActionKind;
	if (/^(?:break|continue)\b/.test(code)) return 'comment';
	return /^\$\w*\s*:?=/.test(code) ? 'assign' : 'output';
}
