import { agentNamed } from './agent-names.ts';
import type { Mark } from './trailers.ts';

/** Nothing but signs may stand before: "Not generated with …" is no footer. */
const GENERATED = /^[^\p{L}\p{N}]{0,12}(?:generated|made) (?:with|by) (\[?)([^\]()\n]{2,40})\]?(?:\((https:\/\/[^)\s]{4,200})\))?[\s_*.]*$/iu;
const SESSION_LINE = /^[\s_*]*https:\/\/claude\.ai\/code\/session_\w+[\s_*]*$/u;
const WORKSPACE = /^For more details, open the \[Copilot Workspace session\]\(https:\/\/copilot-workspace\.githubnext\.com\//u;

/** Pages that a footer's link leads to. Only they tell the tool Devin from a person. */
const LINKS: readonly (readonly [start: RegExp, tool: string])[] = [
	[/^https:\/\/(?:claude\.com\/claude-code|claude\.ai\/code|docs\.(?:anthropic|claude)\.com\/)/u, 'Claude Code'],
	[/^https:\/\/(?:[\w-]+\.)?devin\.ai(?:\/|$)/u, 'Devin'],
	[/^https:\/\/(?:www\.)?cursor\.com(?:\/|$)/u, 'Cursor'],
	[/^https:\/\/opencode\.ai(?:\/|$)/u, 'OpenCode'],
	[/^https:\/\/(?:www\.)?codebuff\.com(?:\/|$)/u, 'Codebuff'],
	[/^https:\/\/(?:www\.)?letta\.com(?:\/|$)/u, 'Letta Code'],
	[/^https:\/\/ampcode\.com(?:\/|$)/u, 'Amp'],
	[/^https:\/\/jules\.google(?:\.com)?(?:\/|$)/u, 'Jules'],
];

/** The mark of one line that a tool leaves at the foot of a message or a pull request's body. */
export function footerMark(line: string): Mark | undefined {
	if (SESSION_LINE.test(line)) return { signal: 'session-link', tool: 'Claude Code', kind: 'session', strength: 'strong', evidence: 'claude.ai/code/session_' };
	if (WORKSPACE.test(line)) return { signal: 'session-link', tool: 'GitHub Copilot Workspace', kind: 'session', strength: 'strong', evidence: 'copilot-workspace.githubnext.com' };
	const match = GENERATED.exec(line);
	if (match === null) return undefined;
	const tool = toolOf(match[2] ?? '', match[3]);
	return tool === undefined ? undefined : { signal: 'generated-footer', tool, kind: 'agent', strength: 'strong', evidence: match[3] === undefined ? 'generated with' : 'generated with, linked' };
}

function toolOf(name: string, link: string | undefined): string | undefined {
	if (link !== undefined) return LINKS.find(([start]) => start.test(link))?.[1];
	// A sentence goes on after the tool's name; a footer ends.
	if (/\b(?:and|as|at|by|for|from|in|is|of|on|that|the|this|to|with)\b/iu.test(name)) return undefined;
	const named = agentNamed(name)?.tool;
	return named === 'unspecified' ? undefined : named;
}
