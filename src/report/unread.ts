import type { NotAnalysed } from '../parse/parsed.ts';
import type { VerdictReason } from '../verdict/verdict.ts';
import { listed } from './listed.ts';
import { code, prose } from './markdown-escape.ts';
import type { Report } from './report.ts';

/** Why nothing could be decided. */
export function undecided(report: Report, most: number): string {
	const open = new Set(['not-analysed', 'config', 'policy']);
	const reasons = report.verdict.reasons.filter(({ kind }) => open.has(kind));
	if (report.verdict.conclusion !== 'undecided' || reasons.length === 0) return '';
	// What was not analysed is listed below, each with its reason.
	const below = new Set<string>(report.notAnalysed.map(({ path }) => path));
	const listedBelow = reasons.filter(({ kind, path }) => kind === 'not-analysed' && path !== undefined && below.has(path));
	const others = reasons.filter((reason) => !listedBelow.includes(reason));
	const lines = others.length === 0 ? [] : [listed(others, question, most)];
	if (listedBelow.length > 0) lines.push(`${listedBelow.length} ${listedBelow.length === 1 ? 'part of the change that blocking rules judge was' : 'parts of the change that blocking rules judge were'} not analysed (below)`);
	return `**Could not decide:** ${lines.join(', ')}.`;
}

/** Most details begin with their place. */
function question({ path, detail }: VerdictReason): string {
	const named = path === undefined || detail.startsWith(path) ? '' : `${code(path)}: `;
	return `${named}${prose(detail, 300).replace(/\.$/u, '')}`;
}

/** What was not read, and why. */
export function notAnalysed(report: Report, most: number): string {
	if (report.notAnalysed.length === 0) return '';
	return `**Not analysed:** ${listed(report.notAnalysed, unread, most)}.`;
}

function unread({ path, detail, reason, partial }: NotAnalysed): string {
	return `${code(path, 160)} (${prose(detail, 160) || reason}${partial === true ? ', in part' : ''})`;
}

/** How much was read, and of which commit. */
export function coverage(report: Report): string {
	const { files, analysed, workspaces } = report.coverage;
	const head = report.change.head === null ? '' : ` at ${code(report.change.head.slice(0, 12))}`;
	const read = files === 0 ? 'no changed files' : `${analysed} of ${files} changed ${files === 1 ? 'file' : 'files'} analysed`;
	return `<sub>${read}${workspaces > 0 ? `, ${workspaces} ${workspaces === 1 ? 'workspace' : 'workspaces'}` : ''}${head}</sub>`;
}
