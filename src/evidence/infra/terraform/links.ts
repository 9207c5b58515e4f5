import { isRecord, record } from '../../../parse/json-values.ts';
import type { DocumentEvidence, DocumentFileEvidence, FileEvidence, PositionEntry } from '../../file-evidence.ts';

/** The files of one module, with the values of one call. */
export interface ModuleFiles {
	/** From the outermost module; empty for that itself. */
	readonly address: string;
	readonly workspace: string;
	readonly files: readonly FileEvidence[];
}

type References = ReadonlyMap<string, string>;

/**
 * What one module says of another's resources: a caller that protects the bucket of a module it calls, and a module that protects the
 * bucket it is given. Such blocks stand, in the other's terms, beside that resource as well: each as a further document of its file, in the
 * workspace of the other module.
 */
export function linkedBlocks(modules: readonly ModuleFiles[]): DocumentFileEvidence[] {
	const byAddress = new Map(modules.map((module) => [module.address, module]));
	return modules.flatMap((child) => {
		const [, above = '', call] = /^(.*?)\.?module\.([\w-]+)(?:\[(?:"(?:[^"\\]|\\.)*"|[0-9]+)\])?$/s.exec(child.address) ?? [];
		const parent = call === undefined ? undefined : byAddress.get(above);
		if (call === undefined || parent === undefined) return [];
		const outputs = outputsOf(child);
		const given = argumentsOf(parent, call);
		return [
			...(outputs.size === 0 ? [] : said(parent, child.workspace, (text) => outputs.get(new RegExp(`^module\\.${call}(?:\\[[^\\]]*\\])?\\.([\\w-]+)`).exec(text)?.[1] ?? ''))),
			...(given.size === 0 ? [] : said(child, parent.workspace, (text) => given.get(text))),
		];
	});
}

function documentsOf({ files }: ModuleFiles): { readonly file: DocumentFileEvidence; readonly document: DocumentEvidence }[] {
	return files.flatMap((file) => (file.kind === 'documents' ? file.documents.map((document) => ({ file, document })) : []));
}

/** Outputs that are an attribute of a resource, with what they refer to. */
function outputsOf(module: ModuleFiles): References {
	return new Map(documentsOf(module).flatMap(({ document }) => Object.entries(record(record(document.document)['output'])).flatMap(([name, blocks]) => pairOf(name, record(firstOf(blocks))['value']))));
}

/** Arguments of a call that are an attribute of a resource, by the name that they have in the module. */
function argumentsOf(module: ModuleFiles, call: string): References {
	const blocks = documentsOf(module).map(({ document }) => firstOf(record(record(document.document)['module'])[call]));
	return new Map(blocks.flatMap((block) => Object.entries(record(block)).flatMap(([name, value]) => pairOf(`var.${name}`, value))));
}

function pairOf(name: string, value: unknown): (readonly [string, string])[] {
	const reference = referenceOf(value);
	return reference === undefined || !/^[a-z][a-z0-9]*_\w+\./.test(reference) ? [] : [[name, reference]];
}

function firstOf(value: unknown): unknown {
	return Array.isArray(value) ? value[0] : undefined;
}

function referenceOf(value: unknown): string | undefined {
	const text = isRecord(value) ? value['$unknown'] : undefined;
	return typeof text === 'string' ? text : undefined;
}

/** The resources of a module with attributes that mean a resource of the other one. */
function said(module: ModuleFiles, workspace: string, meant: (reference: string) => string | undefined): DocumentFileEvidence[] {
	return documentsOf(module).flatMap(({ file, document }) => {
		const positions: PositionEntry[] = [];
		const found = Object.entries(record(record(document.document)['resource'])).flatMap(([type, named]) => Object.entries(record(named)).flatMap(([name, blocks]) => {
			const about = (Array.isArray(blocks) ? blocks : []).flatMap((block: unknown, index) => translated(block, meant).map((changed) => ({ changed, index })));
			for (const [place, { index }] of about.entries()) positions.push(...moved(document.positions, `/resource/${type}/${name}/${index}`, `/resource/${type}/${name}/${place}`));
			return about.length === 0 ? [] : [{ type, name, blocks: about.map(({ changed }) => changed) }];
		}));
		if (found.length === 0) return [];
		const types = [...Map.groupBy(found, ({ type }) => type)].map(([type, group]) => [type, Object.fromEntries(group.map(({ name, blocks }) => [name, blocks]))] as const);
		const linked: DocumentEvidence = { index: 0, platform: document.platform, name: document.name, workspace, document: { resource: Object.fromEntries(types) }, positions };
		return [{ kind: 'documents', path: file.path, suppressions: [], notAnalysed: [], documents: [linked] }];
	});
}

/** A block in the other module's terms; nothing where it does not speak of it. */
function translated(block: unknown, meant: (reference: string) => string | undefined): Readonly<Record<string, unknown>>[] {
	if (!isRecord(block)) return [];
	let speaks = false;
	const entries = Object.entries(block).map(([key, value]) => {
		const reference = referenceOf(value);
		const other = reference === undefined ? undefined : meant(reference);
		speaks ||= other !== undefined;
		return [key, other === undefined ? value : { $unknown: other }] as const;
	});
	return speaks ? [Object.fromEntries(entries)] : [];
}

function moved(positions: readonly PositionEntry[], from: string, to: string): PositionEntry[] {
	return positions.flatMap(([pointer, ...place]): PositionEntry[] => (pointer === from || pointer.startsWith(`${from}/`) ? [[to + pointer.slice(from.length), ...place]] : []));
}
