import type { Change, RepoPath, Side } from '../change/change.ts';
import type { PathFilter } from '../config/selection.ts';
import type { CodeEvidence } from '../evidence/facts.ts';
import type { DocumentEvidence, FileEvidence } from '../evidence/file-evidence.ts';
import type { NotAnalysed } from '../parse/parsed.ts';
import type { PolicyData, PolicyEngine, PolicyInput, RawFinding, RuleMetadata } from '../policy/policy.ts';
import type { Evidence } from './gather.ts';

/** An objection of a rule, with the evidence it is about. */
export interface Objection {
	readonly side: Side;
	readonly rule: RuleMetadata;
	readonly raw: RawFinding;
	/** Absent for the rules about the change as a whole. */
	readonly evidence?: FileEvidence;
	readonly document?: DocumentEvidence;
	/** The same document at base. */
	readonly before?: DocumentEvidence;
}

export interface Judgements {
	readonly objections: readonly Objection[];
	/** What a policy could not judge. */
	readonly failures: readonly NotAnalysed[];
}

interface Subject {
	readonly side: Side;
	readonly path: RepoPath;
	readonly input: PolicyInput;
	readonly evidence?: FileEvidence;
	readonly document?: DocumentEvidence;
	readonly before?: DocumentEvidence;
}

/** Puts all evidence of both sides before the rules that speak about it. */
export async function judge(engine: PolicyEngine, rules: readonly RuleMetadata[], data: PolicyData, evidence: Evidence, change: Change, filter: PathFilter): Promise<Judgements> {
	const previous = previousPaths(change);
	const subjects = [
		...[...evidence.base.values()].flatMap((file) => fileSubjects('base', file, undefined, rules, filter)),
		...[...evidence.head.values()].flatMap((file) => fileSubjects('head', file, evidence.base.get(previous.get(file.path) ?? file.path), rules, filter)),
		...changeSubject(change, rules),
	];
	const byKey = new Map(subjects.map((entry) => [entry.input.key, entry]));
	const judged = await engine.judge(data, subjects.map(({ input }) => input));
	const byId = new Map(rules.map((rule) => [rule.id, rule]));
	const objections = judged.judgements.flatMap(({ key, rule: id, findings }) => {
		const judgedSubject = byKey.get(key);
		const rule = byId.get(id);
		if (judgedSubject === undefined || rule === undefined) return [];
		return findings.map((raw): Objection => ({ side: judgedSubject.side, rule, raw, ...about(judgedSubject) }));
	});
	const failures = judged.failed.map(({ key, rule, detail }): NotAnalysed => ({ path: byKey.get(key)?.path ?? ('.' as RepoPath), reason: 'policy', detail: rule === undefined ? detail : `${rule}: ${detail}` }));
	return { objections, failures };
}

function about({ evidence, document, before }: Subject): Pick<Objection, 'evidence' | 'document' | 'before'> {
	return { ...(evidence !== undefined && { evidence }), ...(document !== undefined && { document }), ...(before !== undefined && { before }) };
}

function previousPaths(change: Change): ReadonlyMap<RepoPath, RepoPath> {
	return new Map(change.files.flatMap(({ before, after }) => (before !== undefined && after !== undefined ? [[after.path, before.path]] : [])));
}

function fileSubjects(side: Side, file: FileEvidence, before: FileEvidence | undefined, rules: readonly RuleMetadata[], filter: PathFilter): Subject[] {
	if (file.kind === 'unread') return [];
	const asked = rules.filter((rule) => filter.covers(rule.id, file.path));
	if (file.kind === 'code') {
		const ids = asked.filter(({ scope }) => scope === 'file').map(({ id }) => id);
		const earlier = before?.kind === 'code' ? before.code : undefined;
		if (!hasFacts(file.code) && (earlier === undefined || !hasFacts(earlier))) return [];
		return subject(side, file, { key: `${side} ${file.path}`, scope: 'file', rules: ids, input: file.code, before: earlier, profile: file.code.profile });
	}
	return file.documents.flatMap((document) => {
		const ids = asked.filter(({ scope, category }) => scope === 'document' && category.startsWith(`${document.platform}/`)).map(({ id }) => id);
		const earlier = earlierDocument(document, before);
		const input = { key: `${side} ${file.path} ${document.index}`, scope: 'document' as const, rules: ids, input: document.document, before: earlier?.document };
		return subject(side, file, input, document, earlier);
	});
}

/** A file without a fact, as most tests and types are, is nothing to judge. */
function hasFacts(code: CodeEvidence): boolean {
	return Object.values(code).some((value) => Array.isArray(value) && value.length > 0);
}

function subject(side: Side, evidence: FileEvidence, input: PolicyInput, document?: DocumentEvidence, before?: DocumentEvidence): Subject[] {
	if (input.rules.length === 0) return [];
	return [{ side, path: evidence.path, input, evidence, ...(document !== undefined && { document }), ...(before !== undefined && { before }) }];
}

/** The same document at base: by name, since documents move inside a file. */
function earlierDocument(document: DocumentEvidence, before: FileEvidence | undefined): DocumentEvidence | undefined {
	if (before?.kind !== 'documents') return undefined;
	const named = before.documents.filter(({ name }) => name === document.name);
	return named.find(({ index }) => index === document.index) ?? named[0];
}

function changeSubject(change: Change, rules: readonly RuleMetadata[]): Subject[] {
	const ids = rules.filter(({ scope }) => scope === 'change').map(({ id }) => id);
	if (ids.length === 0) return [];
	const files = change.files.map(({ status, before, after }) => ({
		path: (after ?? before)?.path ?? '',
		previousPath: before !== undefined && after !== undefined && before.path !== after.path ? before.path : null,
		status,
	}));
	return [{ side: 'head', path: '.' as RepoPath, input: { key: 'change', scope: 'change', rules: ids, input: { files } } }];
}
