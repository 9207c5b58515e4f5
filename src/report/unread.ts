import { listed } from './listed.ts';
import { code, prose } from './markdown-escape.ts';
import type { Report } from './report.ts';

/** Why nothing could be decided. */
export function undecided(report: Report): string {
	const open = new Set(['not-analysed', 'config', 'policy']);
	const reasons = report.verdict.reasons.filter(({ kind }) => open.has(kind));
	if (report.verdict.conclusion !== 'undecided' || reasons.length === 0) return '';
	// What was not analysed is listed below, each with its reason.
	const below = new Set<string>(report.notAnalysed.map(({ path }) => path));
	const unread = reasons.filter(({ kind, path }) => kind === 'not-analysed' && path !== undefined && below.has(path));
	const others = reasons.filter((reason) => !unread.includes(reason));
	const lines = others.map((reason) => `${reason.path === undefined ? '' : `${code(reason.path)}: `}${prose(reason.detail, 300)}`);
	if (unread.length > 0) lines.push(`${unread.length} ${unread.length === 1 ? 'part' : 'parts'} of the change could not be analysed (see below)`);
	return `**Could not decide:** ${listed(lines)}`;
}

/** What was not read, and why. */
export function notAnalysed(report: Report): string {
	if (report.notAnalysed.length === 0) return '';
	const items = report.notAnalysed.map((entry) => {
		const part = entry.partial === true ? ', in part' : '';
		return `${code(entry.path, 160)} (${prose(entry.detail, 160) || entry.reason}${part})`;
	});
	return `**Not analysed:** ${listed(items)}.`;
}

/** How much was read, and of which commit. */
export function coverage(report: Report): string {
	const { files, analysed, workspaces } = report.coverage;
	const head = report.change.head === null ? '' : ` at ${code(report.change.head.slice(0, 12))}`;
	return `<sub>${analysed} of ${files} changed ${files === 1 ? 'file' : 'files'} analysed${workspaces > 0 ? `, ${workspaces} ${workspaces === 1 ? 'workspace' : 'workspaces'}` : ''}${head}</sub>`;
}
