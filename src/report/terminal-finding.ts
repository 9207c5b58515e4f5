import type { Finding, Location } from '../finding/finding.ts';
import type { Severity } from '../policy/policy.ts';
import { type EditedLines, editedLines } from './edited-lines.ts';
import { markedPart, shownLine, type SourceLine } from './excerpt.ts';
import { visible } from './markdown-escape.ts';

/** Puts a style around a text, or nothing where there is no colour. */
export type Paint = (text: string, style: Style) => string;
export type Style = 'red' | 'yellow' | 'cyan' | 'dim' | 'bold';

export interface FindingOptions {
	readonly sourceLine: SourceLine;
	/** Columns of the terminal. */
	readonly width: number;
}

const SEVERITY_STYLE: Readonly<Record<Severity, Style>> = { critical: 'red', high: 'red', medium: 'yellow', low: 'cyan' };
/** Room left of the source: line number, space, bar, space. */
const MARGIN = 10;

/** One finding: what and where, the source, other places, the edits, the way out. */
export function findingLines(finding: Finding, options: FindingOptions, paint: Paint): string[] {
	const { location } = finding;
	const place = `${visible(location.path)}:${location.startLine}:${location.startColumn}${location.side === 'LEFT' ? ' (before)' : ''}`;
	const head = `${paint(place, 'bold')}  ${paint(finding.severity, SEVERITY_STYLE[finding.severity])}  ${finding.rule}  ${visible(finding.message)}${stateNote(finding)}`;
	if (isBrief(finding)) return [head, ...unheard(finding, options), ...related(finding), wayOut(finding)];
	return [head, ...excerpt(finding, options, paint), ...unheard(finding, options), ...related(finding), ...offered(finding, options), wayOut(finding)];
}

/** What of a change would have no comment of its own is told without its lines of source. */
function isBrief({ placement, state }: Finding): boolean {
	return placement === 'summary' && state !== 'existing';
}

const IGNORE = 'groundwire-ignore';

/** A comment that does not except the finding: it has no reason, or names another rule, perhaps by mistake. */
function unheard({ state, rule, location }: Finding, { sourceLine }: FindingOptions): string[] {
	if (state === 'pending' || state === 'suppressed' || state === 'waived' || location.side === 'LEFT') return [];
	const line = [location.startLine, location.startLine - 1].find((number) => number > 0 && sourceLine(location.path, location.side, number)?.includes(IGNORE) === true);
	return line === undefined ? [] : [`     = note: the comment of line ${line} is not about this; that would be \`${IGNORE} ${rule} -- the reason\``];
}

/** The last line of a finding; there may be room beside it. */
function wayOut({ remedy }: Finding): string {
	return `     = fix: ${visible(remedy)}`;
}

function stateNote({ state, reason, baseline, uncovered }: Finding): string {
	const given = reason === undefined ? '' : `: "${visible(reason)}"`;
	if (state === 'pending') return ` (the change suppresses this; a person has to approve it${given})`;
	if (state === 'suppressed' || state === 'waived') return ` (${state}${given})`;
	if (uncovered === true) return ` (it was there before, but the change takes away the comment that excused it${given})`;
	if (baseline === true) return ' (in the baseline)';
	return '';
}

const DELETED_SHOWN = 3;

/** The line before and the line itself, with the marked part underlined and the headline beside it; of what was deleted, a few lines more. */
function excerpt({ location, title }: Finding, { sourceLine, width }: FindingOptions, paint: Paint): string[] {
	const { path, side, startLine, endLine } = location;
	const line = sourceLine(path, side, startLine);
	if (line === undefined || isPlan(location, sourceLine)) return [];
	const room = Math.max(40, width - MARGIN);
	const { text, caretStart, caretLength } = shownLine(line, markedPart(line, location), room);
	const before = startLine > 1 ? sourceLine(path, side, startLine - 1) : undefined;
	const isDeleted = side === 'LEFT';
	const numbered = (number: number, shown: string, bar: string): string => `${String(number).padStart(4)}${paint(bar, 'dim')} ${shown}`;
	const below = Array.from({ length: isDeleted ? Math.min(DELETED_SHOWN - 1, Math.max(0, endLine - startLine)) : 0 }, (_, index) => startLine + index + 1);
	return [
		...(before === undefined || before.trim() === '' || caretStart > room * 0.75 ? [] : [numbered(startLine - 1, shownLine(before, WHOLE, room).text, ' │')]),
		numbered(startLine, text, isDeleted ? '-│' : ' │'),
		`     ${paint('│', 'dim')} ${' '.repeat(caretStart)}${paint('^'.repeat(caretLength), 'red')} ${visible(title)}`,
		...below.flatMap((number) => {
			const gone = sourceLine(path, side, number);
			return gone === undefined ? [] : [numbered(number, shownLine(gone, WHOLE, room).text, '-│')];
		}),
	];
}

/** A Terraform plan holds its sensitive values in plain text, next to everything else: none of its lines belongs in a log. */
function isPlan({ path, side }: Location, sourceLine: SourceLine): boolean {
	return path.toLowerCase().endsWith('.json') && [1, 2].some((number) => /^\s*\{?\s*"format_version"\s*:/.test(sourceLine(path, side, number) ?? ''));
}

const WHOLE = { start: 0, end: 0 };
const RELATED_SHOWN = 5;

/** Other places: `src/a.ts:40, :52`. */
function related({ related: places }: Finding): string[] {
	if (places.length === 0) return [];
	const name = ({ path, startLine, side }: Location, index: number): string => `${places[index - 1]?.path === path ? '' : visible(path)}:${startLine}${side === 'LEFT' ? ' (before)' : ''}`;
	const more = places.length - RELATED_SHOWN;
	return [`     = also: ${places.slice(0, RELATED_SHOWN).map(name).join(', ')}${more > 0 ? ` and ${more} more` : ''}`];
}

const EDITS_SHOWN = 3;
/** Room for ` (+12 lines)`. */
const MORE_LENGTH = 13;

/** The edits that the report carries, each by the line it writes. */
function offered({ edits, location }: Finding, { sourceLine, width }: FindingOptions): string[] {
	const more = edits.length - EDITS_SHOWN;
	const shown = edits.slice(0, EDITS_SHOWN).map((edit) => {
		const lead = `     = ${edit.safe ? 'edit' : 'edit, to be checked'}: ${edit.path === location.path ? '' : `${visible(edit.path)} `}`;
		return lead + editText(editedLines(edit, (line) => sourceLine(edit.path, 'RIGHT', line)), width - lead.length - MORE_LENGTH);
	});
	return more > 0 ? [...shown, `     = and ${more} more ${more === 1 ? 'edit' : 'edits'}`] : shown;
}

function editText(result: EditedLines, room: number): string {
	if (result.kind === 'deleted') return result.first === result.last ? `delete line ${result.first}` : `delete lines ${result.first} to ${result.last}`;
	const text = result.text.trim();
	const start = Math.max(0, result.start - (result.text.length - result.text.trimStart().length));
	const lead = `${result.line} │ `;
	const more = result.more === 0 ? '' : ` (+${result.more} ${result.more === 1 ? 'line' : 'lines'})`;
	return `${lead}${shownLine(text, { start, end: start }, Math.max(40, room - lead.length)).text}${more}`;
}
