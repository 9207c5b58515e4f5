import type { Change, RepoPath, Side } from '../change/change.ts';
import type { PathFilter } from '../config/selection.ts';
import type { CodeEvidence } from '../evidence/facts.ts';
import type { CodeFileEvidence, DocumentEvidence, FileEvidence } from '../evidence/file-evidence.ts';
import type { NotAnalysed } from '../parse/parsed.ts';
import type { PolicyData, PolicyEngine, PolicyInput, RawFinding, RuleMetadata } from '../policy/policy.ts';
import type { GuardrailChange } from '../verdict/tampering.ts';
import { speaksAbout } from './addressed.ts';
import { type AuthoredAt, authoredAt } from './authored.ts';
import type { Evidence } from './gather.ts';
import { type PlacesAt, placesAt } from './places.ts';
import { previousPaths } from './previous-paths.ts';
import { earlierDocument, type Workspace, workspaceInput, workspacesOf } from './workspaces.ts';

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
	/** The same code file at base. */
	readonly earlier?: CodeFileEvidence;
	/** All documents among which the rule found it; `raw.document` and those of `raw.related` count in them. */
	readonly workspace?: Workspace;
}

export interface Judgements {
	readonly objections: readonly Objection[];
	/** What rules object to in files with comments that ask for silence, were these files new: only what the comments are good for is seen from it. Undefined where that could not be told. */
	readonly withoutPast: readonly Objection[] | undefined;
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
	readonly earlier?: CodeFileEvidence;
	readonly workspace?: Workspace;
}

/**
 * Puts all evidence of both sides before the rules that speak about it. Base is its own `before`: what a rule forgives at head because
 * the file always did so, it forgives at base too; otherwise that finding of base would pair with, and hide, a new one of head.
 */
export async function judge(engine: PolicyEngine, rules: readonly RuleMetadata[], data: PolicyData, evidence: Evidence, change: Change, filter: PathFilter, guardrails: readonly GuardrailChange[] = []): Promise<Judgements> {
	const previous = previousPaths(change);
	const places = placesAt(filter, change);
	const authored = authoredAt(change);
	const subjects = [
		...[...evidence.base.values()].flatMap((file) => fileSubjects('base', file, file, rules, filter, places, nobody)),
		...[...evidence.head.values()].flatMap((file) => fileSubjects('head', file, evidence.base.get(previous.get(file.path) ?? file.path), rules, filter, places, authored)),
		...workspacesOf(evidence, change).flatMap((workspace) => workspaceSubject(workspace, rules, filter, authored)),
		...changeSubject(change, rules, guardrails),
	];
	subjects.push(...subjects.flatMap((entry) => newborn(entry)));
	const byKey = new Map(subjects.map((entry) => [entry.input.key, entry]));
	const judged = await engine.judge(data, subjects.map(({ input }) => input));
	const byId = new Map(rules.map((rule) => [rule.id, rule]));
	const failures = judged.failed.filter(({ key }) => !isNewborn(key)).map(({ key, rule, detail }) => failure(byKey.get(key)?.path, rule, detail));
	const withoutPast: Objection[] = [];
	const objections = judged.judgements.flatMap(({ key, rule: id, findings }) => {
		const judgedSubject = byKey.get(key);
		const rule = byId.get(id);
		if (judgedSubject === undefined || rule === undefined) return [];
		const found = findings.map((raw) => objectionOf(judgedSubject, rule, raw));
		const heard = found.filter((objection) => objection !== 'no-such-document').filter((objection) => speaksHere(objection, filter));
		if (isNewborn(key)) {
			withoutPast.push(...heard);
			return [];
		}
		if (found.includes('no-such-document')) failures.push(failure(judgedSubject.path, id, 'a finding names a document that is not in `input.documents`'));
		return heard;
	});
	return { objections, withoutPast: judged.failed.some(({ key }) => isNewborn(key)) ? undefined : withoutPast, failures };
}

/** No side is called so. */
const NEWBORN = 'new ';

function isNewborn(key: string): boolean {
	return key.startsWith(NEWBORN);
}

/**
 * A file of head once more, without what it was at base, before those rules that its comments name: a rule that forgives what the file
 * always did would speak again if the comment went and the file were scanned.
 */
function newborn(known: Subject): Subject[] {
	const { before, ...input } = known.input;
	const { side, path, evidence, document, workspace } = known;
	if (side === 'base' || before === undefined) return [];
	const files = workspace?.documents.map(({ file }) => file) ?? (evidence === undefined ? [] : [evidence]);
	const named = new Set<string>(files.flatMap(({ suppressions }) => suppressions.map(({ rule }) => rule)));
	const asked = input.rules.filter((id) => named.has(id));
	if (asked.length === 0) return [];
	return [{ side, path, ...(evidence !== undefined && { evidence }), ...(document !== undefined && { document }), ...(workspace !== undefined && { workspace }), input: { ...input, key: `${NEWBORN}${input.key}`, rules: asked } }];
}

function failure(path: RepoPath | undefined, rule: string | undefined, detail: string): NotAnalysed {
	return { path: path ?? ('.' as RepoPath), reason: 'policy', detail: rule === undefined ? detail : `${rule}: ${detail}` };
}

function objectionOf({ side, evidence, document, before, earlier, workspace }: Subject, rule: RuleMetadata, raw: RawFinding): Objection | 'no-such-document' {
	if (workspace === undefined) {
		return { side, rule, raw, ...(evidence !== undefined && { evidence }), ...(document !== undefined && { document }), ...(before !== undefined && { before }), ...(earlier !== undefined && { earlier }) };
	}
	const named = [raw.document ?? 0, ...(raw.related ?? []).map((related) => related.document ?? raw.document ?? 0)].map((index) => workspace.documents[index]);
	const [own] = named;
	if (own === undefined || named.includes(undefined)) return 'no-such-document';
	return { side, rule, raw, evidence: own.file, document: own.document, ...(own.before !== undefined && { before: own.before }), workspace };
}

/** A workspace holds files, too, about which the config does not let the rule speak. */
function speaksHere({ workspace, evidence, rule }: Objection, filter: PathFilter): boolean {
	return workspace === undefined || evidence === undefined || isHeard(rule, evidence.path, filter);
}

function isHeard({ id }: RuleMetadata, path: RepoPath, filter: PathFilter): boolean {
	return filter.covers(id, path) && !filter.isIgnored(path);
}

function fileSubjects(side: Side, file: FileEvidence, before: FileEvidence | undefined, rules: readonly RuleMetadata[], filter: PathFilter, places: PlacesAt, authored: AuthoredAt): Subject[] {
	if (file.kind === 'unread') return [];
	const asked = rules.filter((rule) => isHeard(rule, file.path, filter));
	if (file.kind === 'code') {
		const ids = asked.filter(({ scope }) => scope === 'file').map(({ id }) => id);
		const earlier = before?.kind === 'code' ? before : undefined;
		if (!hasFacts(file.code) && (earlier === undefined || !hasFacts(earlier.code))) return [];
		const input = { key: `${side} ${file.path}`, scope: 'file' as const, rules: ids, input: file.code, before: earlier?.code, profile: file.code.profile, places: places(file.path), authored: authored(file) };
		return subject(side, file, input).map((entry) => ({ ...entry, ...(earlier !== undefined && { earlier }) }));
	}
	return file.documents.flatMap((document) => {
		const ids = asked.filter((rule) => rule.scope === 'document' && speaksAbout(rule, document.platform)).map(({ id }) => id);
		const earlier = earlierDocument(document, before);
		const input = { key: `${side} ${file.path} ${document.index}`, scope: 'document' as const, rules: ids, input: document.document, path: file.path, before: earlier?.document, places: places(file.path), authored: authored(file, document) };
		return subject(side, file, input, document, earlier);
	});
}

function workspaceSubject(workspace: Workspace, rules: readonly RuleMetadata[], filter: PathFilter, authored: AuthoredAt): Subject[] {
	const { side, platform, directory, documents, before } = workspace;
	const asked = rules.filter((rule) => rule.scope === 'workspace' && speaksAbout(rule, platform) && documents.some(({ file }) => isHeard(rule, file.path, filter)));
	const [first] = documents;
	if (asked.length === 0 || first === undefined) return [];
	const input = workspaceInput(workspace);
	const claimed = side === 'base' ? [] : documents.flatMap(({ file, document }, index) => authored(file, document).map((place) => ({ ...place, document: index })));
	const earlier = side === 'base' ? { before: input } : before === undefined ? {} : { before: workspaceInput(before) };
	// No path holds a NUL: the key is nobody else's.
	return [{ side, path: first.file.path, workspace, input: { key: [side, platform, directory].join('\0'), scope: 'workspace', rules: asked.map(({ id }) => id), input, path: first.file.path, authored: claimed, ...earlier } }];
}

/** Base is what was there: the change wrote none of it. */
const nobody: AuthoredAt = () => [];

/** A file without a fact, as most tests and types are, is nothing to judge. */
function hasFacts(code: CodeEvidence): boolean {
	return Object.values(code).some((value) => Array.isArray(value) && value.length > 0);
}

function subject(side: Side, evidence: FileEvidence, input: PolicyInput, document?: DocumentEvidence, before?: DocumentEvidence): Subject[] {
	if (input.rules.length === 0) return [];
	return [{ side, path: evidence.path, input, evidence, ...(document !== undefined && { document }), ...(before !== undefined && { before }) }];
}

function changeSubject(change: Change, rules: readonly RuleMetadata[], guardrails: readonly GuardrailChange[]): Subject[] {
	const ids = rules.filter(({ scope }) => scope === 'change').map(({ id }) => id);
	if (ids.length === 0) return [];
	const files = change.files.map(({ status, before, after }) => ({
		path: (after ?? before)?.path ?? '',
		previousPath: before !== undefined && after !== undefined && before.path !== after.path ? before.path : null,
		status,
		guardrails: guardrails.filter(({ path }) => path === after?.path || (path === before?.path && status !== 'copied')),
	}));
	return [{ side: 'head', path: '.' as RepoPath, input: { key: 'change', scope: 'change', rules: ids, input: { files } } }];
}
