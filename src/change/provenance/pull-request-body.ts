import { agentNamed } from './agent-names.ts';
import { footerMark } from './footers.ts';
import { type Mark, trailerMark } from './trailers.ts';

/** Text that only the tool itself writes into a body. */
const MARKERS: readonly (readonly [text: string, tool: string, kind: 'agent' | 'session'])[] = [
	['<!-- START COPILOT CODING AGENT SUFFIX -->', 'GitHub Copilot', 'agent'],
	['<!-- START COPILOT CODING AGENT TIPS -->', 'GitHub Copilot', 'agent'],
	['<!-- START COPILOT ORIGINAL PROMPT -->', 'GitHub Copilot', 'agent'],
	['<!-- CURSOR_AGENT_PR_BODY_BEGIN -->', 'Cursor', 'agent'],
	['https://cursor.com/agents/', 'Cursor', 'session'],
	['https://www.cursor.com/agents/', 'Cursor', 'session'],
	['https://chatgpt.com/codex/tasks/task_', 'OpenAI Codex', 'session'],
	['https://app.devin.ai/sessions/', 'Devin', 'session'],
	['PR created automatically by Jules for task [', 'Jules', 'agent'],
	['https://claude.ai/code/session_', 'Claude Code', 'session'],
	['ccr-projects-attribution', 'Claude Code', 'agent'],
];

/** What review bots write into the bodies of people's pull requests: from one comment to the other. */
const BOT_REGIONS: readonly (readonly [start: string, end: string])[] = [
	['<!-- This is an auto-generated comment:', '<!-- end of auto-generated comment:'],
	['<!-- CURSOR_SUMMARY -->', '<!-- /CURSOR_SUMMARY -->'],
	['<!-- This is an auto-generated description by cubic', '<!-- End of auto-generated description by cubic'],
	['<!-- ELLIPSIS_HIDDEN -->', '<!-- ELLIPSIS_HIDDEN -->'],
	['<!-- greptile_comment -->', '<!-- /greptile_comment -->'],
];

/** GitHub's own maximum; more can only come from elsewhere. */
const MAX_BODY = 262_144;
const MAX_LINE = 2_000;
const CHECKED = /^[ \t]*[*+-]?[ \t]*\[[ \t]*x[ \t]*\][ \t]+(\S.*)$/iu;
const DISCLOSURE = /\b(?:assisted|created|generated|written)\b[^.]{0,40}\b(?:by|with|using)\b[^.]{0,20}\b(?:generative ai|ai|llms?)\b/iu;
/** The author's own words about this change: `This PR was written in part with the assistance of generative AI`. */
const SENTENCE = /^\W{0,6}(?:this|these|the) (?:pr|pull request|change|changes|patch|commit|contribution|work|code)s? (?:was|were|is|are|has been|have been) (?:(?:\w+ly|also|in part) )?(?:assisted|created|generated|written|prepared|drafted|developed|implemented)(?: [\w-]+){0,4} (?:by|with|using)\b[^.]{0,30}\b(?:generative ai|ai|llms?)\b/iu;
const DENIED = /\b(?:not|no|never|none|without|isn['’]t|wasn['’]t|didn['’]t)\b/iu;
const MENTION = /\b(?:written|generated|created|implemented|assisted|authored|drafted|built|made) (?:\w+ ){0,2}?(?:by|with|using) (?:the help of )?([\p{L}][\p{L}\d -]{1,30})/iu;

/** The marks in the body of a pull request. What bots and quotations say is not the author's word. */
export function bodyMarks(body: string): readonly Mark[] {
	const own = withoutRegions(withoutFences(body.slice(0, MAX_BODY)), BOT_REGIONS);
	const lines = withoutRegions(own, [['<!--', '-->']]).split('\n').filter((line) => line.length <= MAX_LINE && !/^\s*>/u.test(line)).map((line) => line.trimEnd());
	const marks = [...lines.flatMap((line) => lineMark(line) ?? []), ...markerMarks(own)];
	// One link is a footer and a marker at once.
	return marks.filter((mark, index) => marks.findIndex(({ tool, kind }) => tool === mark.tool && kind === mark.kind) === index);
}

function markerMarks(text: string): Mark[] {
	return MARKERS.flatMap(([marker, tool, kind]) => (text.includes(marker) ? [{ signal: 'body-marker', tool, kind, strength: 'strong', evidence: marker.replaceAll(/<!-- | -->|^https:\/\//gu, '') } as const] : []));
}

function lineMark(line: string): Mark | undefined {
	const checked = CHECKED.exec(line)?.[1];
	if (checked !== undefined) return DISCLOSURE.test(checked) && !DENIED.test(checked) ? { signal: 'disclosure-checkbox', tool: 'unspecified', kind: 'disclosed', strength: 'strong', evidence: 'a ticked box' } : undefined;
	// A box that is not ticked is a question, not an answer.
	if (/^[ \t]*[*+-]?[ \t]*\[[ \t]*\]/u.test(line)) return undefined;
	return footerMark(line) ?? trailerMark(line) ?? mention(line) ?? sentence(line);
}

function sentence(line: string): Mark | undefined {
	const match = SENTENCE.exec(line);
	return match === null || DENIED.test(match[0]) ? undefined : { signal: 'disclosure-sentence', tool: 'unspecified', kind: 'disclosed', strength: 'weak', evidence: 'a sentence' };
}

function mention(line: string): Mark | undefined {
	const match = MENTION.exec(line);
	if (match === null || DENIED.test(line.slice(0, match.index + match[0].length))) return undefined;
	const named = agentNamed(match[1] ?? '');
	return named === undefined || named.tool === 'unspecified' ? undefined : { signal: 'mention', tool: named.tool, kind: 'mention', strength: 'weak', evidence: 'a sentence' };
}

function withoutFences(text: string): string {
	let fence: string | undefined;
	const kept: string[] = [];
	for (const line of text.split('\n')) {
		const mark = /^ {0,3}(`{3,}|~{3,})/u.exec(line)?.[1];
		if (fence === undefined) fence = mark;
		else if (mark?.startsWith(fence) === true) {
			fence = undefined;
			continue;
		}
		if (fence === undefined) kept.push(line);
	}
	return kept.join('\n');
}

/** Cuts regions out, each from its start through the comment that ends it; one that does not end goes to the end of the text. */
function withoutRegions(text: string, regions: readonly (readonly [start: string, end: string])[]): string {
	return regions.reduce((rest, [start, end]) => cut(rest, start, end), text);
}

function cut(text: string, start: string, end: string): string {
	const kept: string[] = [];
	for (let at = 0; ; ) {
		const from = text.indexOf(start, at);
		if (from < 0) return kept.join('') + text.slice(at);
		kept.push(text.slice(at, from));
		const to = text.indexOf(end, from + start.length);
		if (to < 0) return kept.join('');
		const close = end.endsWith('-->') ? to + end.length : text.indexOf('-->', to) + 3;
		at = close < to ? text.length : close;
	}
}
