import { zoneRecords } from '../../../parse/zone/records.ts';
import { lineText, type SourceText } from '../../../parse/text.ts';
import type { DocumentFileEvidence, PositionEntry, Suppression, UnreadFile } from '../../file-evidence.ts';
import type { TextFormat } from '../format.ts';
import { MARK, parseMark } from '../suppressions.ts';
import { isNamedZone, isZonePath } from './paths.ts';

const MOST_PROBLEMS = 10;

/** Zone files. The document is `{records: [{name, type, ttl, value}]}`. */
export const zoneFormat: TextFormat = { kind: 'text', platform: 'dns', claims: ({ path, text }) => isZonePath(path) && /\b(?:SOA|NS|A|AAAA|CNAME|MX|TXT|\$ORIGIN|\$TTL)\b/i.test(text), read };

function read(source: SourceText): DocumentFileEvidence | UnreadFile {
	const { records, problems } = zoneRecords(source.text, originOf(source.path));
	const notAnalysed = problems.slice(0, MOST_PROBLEMS).map(({ line, message }) => ({ path: source.path, reason: 'syntax' as const, detail: `${line}:1 ${message}`, partial: true }));
	// What merely stands in a folder of zones may be something else.
	if (records.length === 0) return { kind: 'documents', path: source.path, suppressions: [], notAnalysed: isNamedZone(source.path) ? notAnalysed : [], documents: [] };
	const positions: PositionEntry[] = [['', 1, 1, 1, 1], ...records.map(({ line, endLine }, index): PositionEntry => [`/records/${index}`, line, 1, endLine, lineText(source, endLine).length + 1])];
	const document = { records: records.map(({ name, type, ttl, value }) => ({ name, type, ttl: ttl ?? null, value })) };
	return { kind: 'documents', path: source.path, suppressions: suppressionsOf(source), notAnalysed, documents: [{ index: 0, platform: 'dns', name: source.path.slice(source.path.lastIndexOf('/') + 1), document, positions }] };
}

/** A file without `$ORIGIN` is usually called as its zone is. */
function originOf(path: string): string {
	const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
	const zone = name.replace(/^db\./, '').replace(/\.zone$/, '');
	return zone.includes('.') ? zone : '';
}

/** `; groundwire-ignore <rule> -- <reason>` beside a record or above it. */
function suppressionsOf(source: SourceText): Suppression[] {
	if (!source.text.includes(MARK)) return [];
	return source.lineStarts.flatMap((_, index) => {
		const line = index + 1;
		const text = lineText(source, line);
		const at = text.search(new RegExp(`;\\s*${MARK}`));
		const said = at < 0 ? undefined : parseMark(text.slice(text.indexOf(MARK, at) + MARK.length));
		if (said === undefined) return [];
		return said.rules.map((rule): Suppression => ({ line, target: text.slice(0, at).trim() === '' ? line + 1 : line, rule, reason: said.reason }));
	});
}
