import type { AttributedLines, LineCount, Provenance, ProvenanceMark } from '../../change/change.ts';
import { count, fail, flag, list, literal, optional, record, repoPath, sha, text } from './fields.ts';

const KINDS = ['agent', 'session', 'assist', 'disclosed', 'mention', 'automation'] as const;
const STRENGTHS = ['strong', 'weak'] as const;

function mark(value: unknown, at: string): ProvenanceMark {
	const fields = record(value, at);
	const places = ['author', 'committer', 'trailer', 'footer', 'branch', 'pull-request-body', 'pull-request-author', 'note', 'trace'] as const;
	return {
		signal: text(fields['signal'], `${at}.signal`),
		place: literal(fields['place'], places, `${at}.place`),
		tool: text(fields['tool'], `${at}.tool`),
		kind: literal(fields['kind'], KINDS, `${at}.kind`),
		strength: literal(fields['strength'], STRENGTHS, `${at}.strength`),
		...optional('evidence', fields, at, (evidence, where) => text(evidence, where, 200)),
		...optional('model', fields, at, (model, where) => text(model, where)),
		...optional('commit', fields, at, sha),
	};
}

export function provenance(value: unknown): Provenance {
	const fields = record(value, 'change.provenance');
	return {
		marks: list(fields['marks'], 'change.provenance.marks', mark),
		complete: flag(fields['complete'], 'change.provenance.complete'),
		commits: count(fields['commits'], 'change.provenance.commits'),
		...optional('attributed', fields, 'change.provenance', (attributed, at) => list(attributed, at, attributedLines)),
		...optional('lines', fields, 'change.provenance', lineCount),
	};
}

function lineRange(value: unknown, at: string): readonly [number, number] {
	const [first, last, ...rest] = list(value, at, (entry, where) => count(entry, where, 1));
	return first !== undefined && last !== undefined && rest.length === 0 && first <= last ? [first, last] : fail(at, 'a first and a last line');
}

function attributedLines(value: unknown, at: string): AttributedLines {
	const fields = record(value, at);
	return {
		path: repoPath(fields['path'], `${at}.path`),
		ranges: list(fields['ranges'], `${at}.ranges`, lineRange),
		tool: text(fields['tool'], `${at}.tool`),
		kind: literal(fields['kind'], KINDS, `${at}.kind`),
		strength: literal(fields['strength'], STRENGTHS, `${at}.strength`),
		signal: text(fields['signal'], `${at}.signal`),
		...optional('model', fields, at, (model, where) => text(model, where)),
	};
}

function lineCount(value: unknown, at: string): LineCount {
	const fields = record(value, at);
	const byTool = list(fields['byTool'], `${at}.byTool`, (entry, where) => {
		const tool = record(entry, where);
		return { tool: text(tool['tool'], `${where}.tool`), kind: literal(tool['kind'], KINDS, `${where}.kind`), lines: count(tool['lines'], `${where}.lines`) };
	});
	return { added: count(fields['added'], `${at}.added`), byTool, unknown: count(fields['unknown'], `${at}.unknown`) };
}
