import type { Side } from '../change/change.ts';
import type { DocumentEvidence, DocumentFileEvidence, FileEvidence } from '../evidence/file-evidence.ts';
import type { NotAnalysed } from '../parse/parsed.ts';

export interface SideFile {
	readonly side: Side;
	readonly evidence: FileEvidence;
}

/** The evidence of files of which several calls of their module told: one of each file, with a document for each call that says something of its own. */
export function mergedFiles(files: readonly SideFile[]): SideFile[] {
	const repeated = repeatedWorkspaces(files);
	return [...Map.groupBy(files, ({ side, evidence }) => `${side} ${evidence.path}`).values()].flatMap((group) => {
		const [first] = group;
		if (first === undefined) return [];
		return [{ side: first.side, evidence: mergedFile(group.map(({ evidence }) => evidence), (workspace) => repeated.get(`${first.side} ${workspace}`)) }];
	});
}

/** Workspaces that say what another one does, to the letter and the place, with that other one. */
function repeatedWorkspaces(files: readonly SideFile[]): ReadonlyMap<string, string> {
	const texts = new Map<string, { readonly side: Side; readonly workspace: string; text: string }>();
	for (const { side, evidence } of files) {
		if (evidence.kind !== 'documents') continue;
		for (const { workspace, document, positions } of evidence.documents) {
			if (workspace === undefined) continue;
			const key = `${side} ${workspace}`;
			const entry = texts.get(key) ?? { side, workspace, text: side };
			entry.text += JSON.stringify([evidence.path, document, positions]);
			texts.set(key, entry);
		}
	}
	const first = new Map<string, string>();
	const repeated = new Map<string, string>();
	for (const [key, { workspace, text }] of texts) {
		const known = first.get(text);
		if (known === undefined) first.set(text, workspace);
		else repeated.set(key, known);
	}
	return repeated;
}

function mergedFile(all: readonly FileEvidence[], sameAs: (workspace: string) => string | undefined): FileEvidence {
	const read = all.filter((file): file is DocumentFileEvidence => file.kind === 'documents');
	const [first] = read;
	const [other] = all;
	if (first === undefined || other === undefined) return other ?? { kind: 'unread', path: '' as FileEvidence['path'], suppressions: [], notAnalysed: [] };
	const documents: DocumentEvidence[] = [];
	const seen = new Set<string>();
	const told = read.flatMap((file) => file.documents);
	for (const document of told) {
		const workspace = document.workspace ?? '';
		if (seen.has(workspace) || (document.workspace !== undefined && sameAs(document.workspace) !== undefined)) continue;
		seen.add(workspace);
		const also = told.flatMap((twin) => (twin.workspace !== undefined && document.workspace !== undefined && sameAs(twin.workspace) === document.workspace ? [twin.workspace] : []));
		documents.push({ ...document, index: documents.length, ...(also.length > 0 && { also }) });
	}
	return { ...first, notAnalysed: distinct(all.flatMap(({ notAnalysed }) => notAnalysed)), documents };
}

function distinct(records: readonly NotAnalysed[]): readonly NotAnalysed[] {
	return [...new Map(records.map((record) => [JSON.stringify(record), record])).values()];
}
