import type { CommitSha } from '../change/change.ts';
import type { Finding, Location } from '../finding/finding.ts';
import { leadOf } from './lead.ts';
import { code, fenceFor, prose } from './markdown-escape.ts';

/** What the place of a comment adds to its finding. */
export interface CommentContext {
	/** What the change is compared with; null for a scan. */
	readonly base: CommitSha | null;
	/** New text for exactly the lines the comment stands on. */
	readonly suggestion?: string;
	/** `file`: it stands on the whole file. `undiffed`: no line of the diff shows the finding's own. `moved`: it was written for lines that the finding has left. */
	readonly elsewhere?: 'file' | 'undiffed' | 'moved';
	/** What other rules say of the same line: it has no comment of its own. */
	readonly beside?: readonly Finding[];
}

/** The body of a comment on a finding: what is so and what it does in production, the way out, and the facts an agent needs. */
export function findingComment(finding: Finding, context: CommentContext): string {
	const beside = context.beside ?? [];
	const whole = joined([
		headline(finding),
		elsewhere(finding, context),
		sentences([removal(finding)?.rest ?? finding.message, whyItMatters(finding)]),
		// A suggestion is the way out already.
		context.suggestion === undefined ? prose(finding.remedy) : '',
		removedNote(finding),
		otherPlaces(finding),
		besideIt(beside),
		pendingNote(finding),
		context.suggestion === undefined ? '' : suggestionBlock(context.suggestion),
		forAgents(finding, context.base, beside),
	]);
	if (Buffer.byteLength(whole, 'utf8') <= MOST_BYTES) return whole;
	return joined([headline(finding), 'The rest of this remark is too long for a comment. It is in the report.', forAgents(finding, context.base, beside)]);
}

function elsewhere({ location }: Finding, context: CommentContext): string {
	if (context.elsewhere === 'file') return `This is about ${place(location)}.`;
	if (context.elsewhere === 'undiffed') return `This is about ${place(location)}, which the diff does not show.`;
	return context.elsewhere === 'moved' ? `This is now about ${place(location)}.` : '';
}

/** Why it matters, unless the remark says so itself, as "what is so: what it leads to". */
function whyItMatters({ message, why }: Finding): string {
	return message.replace(/`[^`]*`/gu, '').includes(': ') ? '' : why;
}

/** One paragraph: each text is a sentence of its own, also where its policy has left the full stop out. */
function sentences(texts: readonly string[]): string {
	const shown = texts.map((text) => prose(text)).filter((text) => text !== '');
	return shown.map((text, index) => (index < shown.length - 1 && !/[.!?:…)]$/u.test(text) ? `${text}.` : text)).join(' ');
}

/** GitHub refuses more than 65,536 characters; markers and notes need room beside. */
const MOST_BYTES = 60_000;

function joined(parts: readonly string[]): string {
	return parts.filter((part) => part !== '').join('\n\n');
}

/** Title, severity and rule id. What is gone is named by what is gone: "without a probe" would not say that there was one. */
export function headline(finding: Finding): string {
	return `**${bold(removal(finding)?.lead ?? finding.title)}** · ${finding.severity} · ${code(finding.rule)}`;
}

/** The message of a guardrail that is gone, in two: the headline and the rest. */
function removal({ state, message }: Finding): { readonly lead: string; readonly rest: string } | undefined {
	const { lead, rest } = leadOf(message);
	return state !== 'removed' || lead === undefined ? undefined : { lead, rest };
}

/** `path:line`, or `path:first-last`, as a code span; the side before the change is named. */
export function place(location: Location): string {
	const lines = location.endLine > location.startLine ? `${location.startLine}-${location.endLine}` : `${location.startLine}`;
	return code(`${location.path}:${lines}`) + (location.side === 'LEFT' ? ' before this change' : '');
}

/** A title without a full stop; bold text must not begin or end with a space. */
function bold(title: string): string {
	const text = prose(title).replace(/\.$/u, '');
	return text === '' ? 'Finding' : text;
}

const RELATED_SHOWN = 10;

function otherPlaces(finding: Finding): string {
	if (finding.related.length === 0) return '';
	const shown = finding.related.slice(0, RELATED_SHOWN).map(place).join(', ');
	const more = finding.related.length - RELATED_SHOWN;
	return `Also: ${shown}${more > 0 ? ` and ${more} more` : ''}.`;
}

function besideIt(others: readonly Finding[]): string {
	if (others.length === 0) return '';
	const lines = others.map((other) => `- ${headline(other)}: ${[removal(other)?.rest ?? other.message, other.remedy].map((text) => prose(text)).filter((text) => text !== '').join(' ')}`);
	return ['Of the same line:', ...lines].join('\n');
}

function removedNote({ state, location }: Finding): string {
	return state === 'removed' && location.side === 'LEFT' ? `The guardrail stood at ${place(location)}.` : '';
}

function pendingNote(finding: Finding): string {
	if (finding.state !== 'pending') return '';
	const reason = finding.reason === undefined ? '' : ` It gives as its reason: ${code(finding.reason)}.`;
	return `This change also adds a comment that would silence this. It counts once a person with the right has approved it.${reason}`;
}

function suggestionBlock(text: string): string {
	const fence = fenceFor(text, 3);
	return `${fence}suggestion\n${text}\n${fence}`;
}

/** Folded: people have read it above. */
function forAgents(finding: Finding, base: CommitSha | null, beside: readonly Finding[]): string {
	const facts = [code(finding.fingerprint), `rule ${code(finding.rule)}`, place(finding.location)];
	if (beside.length > 0) facts.push(`with: ${beside.map(({ fingerprint, rule }) => `${code(fingerprint)} ${code(rule)}`).join(', ')}`);
	facts.push(`may edit: ${mayEdit(finding)}`);
	if (base !== null) facts.push(`verify: ${code(`groundwire check --base ${base.slice(0, 12)} --worktree --rule ${finding.rule}`)}`);
	return `<details><summary>For an agent</summary>\n\n${facts.join(' · ')}\n</details>`;
}

/** The lines of the edit where there is one, else the finding's own at head, and nothing else. */
function mayEdit({ edits, location, atHead }: Finding): string {
	const spans = edits.map(({ path, startLine, endLine }) => ({ path, startLine, endLine }));
	if (spans.length === 0 && location.side === 'LEFT' && atHead === undefined) return code(location.path);
	const own = location.side === 'LEFT' ? (atHead ?? location) : location;
	const all = [...new Set((spans.length > 0 ? spans : [own]).map((span) => place({ ...location, ...span, side: 'RIGHT' })))];
	const more = all.length - RELATED_SHOWN;
	return all.slice(0, RELATED_SHOWN).join(', ') + (more > 0 ? ` and ${more} more` : '');
}
