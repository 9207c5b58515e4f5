import { directoryOf } from '../../../../parse/source-tree.ts';
import type { DocumentEvidence, FileEvidence, PositionEntry } from '../../../file-evidence.ts';
import { callOf } from '../calls.ts';
import { callNames } from './resources.ts';
import { isRecord } from '../../../../parse/json-values.ts';
import { listOf } from './values.ts';
import { pointerStep } from '../../../../parse/json-pointer.ts';

/** A block of the configuration that a planned resource comes from. */
export interface Written {
	readonly path: string;
	/** Pointer to the instance in its document. */
	readonly pointer: string;
	readonly value: unknown;
	readonly positions: readonly PositionEntry[];
}

interface Candidate {
	readonly path: string;
	readonly document: DocumentEvidence;
	readonly module: string;
}

/** Finds the blocks of a module's configuration by the addresses of a plan. */
export class Configuration {
	readonly #candidates: readonly Candidate[];
	readonly #entries = new Map<readonly PositionEntry[], ReadonlyMap<string, PositionEntry>>();

	constructor(files: readonly FileEvidence[], directory: string) {
		this.#candidates = files.flatMap((file) =>
			file.kind !== 'documents' ? [] : file.documents.filter(({ platform, workspace }) => platform === 'terraform' && (workspace !== undefined || directoryOf(file.path) === directory)).map((document) => ({ path: file.path, document, module: moduleOf(document) })),
		);
	}

	/** The block of a resource; `ordinal` counts the instances of one block in one module. */
	find(kind: 'resource' | 'data', { module, type, name }: { readonly module: string; readonly type: string; readonly name: string }, ordinal: number): Written | undefined {
		const calls = callNames(module).join('.');
		const same = this.#candidates.filter((candidate) => candidate.module === module);
		const alike = this.#candidates.filter((candidate) => callNames(candidate.module).join('.') === calls);
		for (const { path, document } of [...same, ...alike]) {
			const instances = listOf(child(child(child(document.document, kind), type), name));
			if (instances.length === 0) continue;
			const index = ordinal < instances.length ? ordinal : 0;
			return { path, pointer: `/${kind}/${type}/${name}/${index}`, value: instances[index], positions: document.positions };
		}
		return undefined;
	}

	/** The positions of a value of a plan by those of the block that it comes from; each names its file. */
	positions(written: Written, value: unknown, pointer: string): PositionEntry[] {
		const found: PositionEntry[] = [];
		this.#place(written, written.value, written.pointer, value, pointer, found);
		return found;
	}

	/** The entry of a path below a block, or of its nearest parent there. */
	entryAt(written: Written, path: readonly (string | number)[], pointer: string): PositionEntry | undefined {
		for (let length = path.length; length >= 0; length--) {
			const entry = this.#record(written.positions).get(`${written.pointer}${path.slice(0, length).map((part) => `/${part}`).join('')}`);
			if (entry !== undefined) return movedTo(entry, pointer, written.path);
		}
		return undefined;
	}

	#place(written: Written, source: unknown, at: string, value: unknown, pointer: string, found: PositionEntry[]): void {
		const entry = this.#record(written.positions).get(at);
		if (entry !== undefined) found.push(movedTo(entry, pointer, written.path));
		if (typeof value === 'string') {
			// A document inside of a string has places of its own.
			for (const below of written.positions) if (below[0].startsWith(`${at}/`)) found.push(movedTo(below, pointer + below[0].slice(at.length), written.path));
		} else if (Array.isArray(value)) {
			const pairs = matched(value, listOf(source));
			for (const [index, element] of value.entries()) {
				const other = pairs[index];
				if (other !== undefined) this.#place(written, listOf(source)[other], `${at}/${other}`, element, `${pointer}/${index}`, found);
			}
		} else if (isRecord(value)) {
			for (const [key, part] of Object.entries(value)) {
				if (isRecord(source) && source[key] !== undefined) this.#place(written, source[key], at + pointerStep(key), part, pointer + pointerStep(key), found);
			}
		}
	}

	#record(positions: readonly PositionEntry[]): ReadonlyMap<string, PositionEntry> {
		const known = this.#entries.get(positions) ?? new Map(positions.map((entry) => [entry[0], entry]));
		this.#entries.set(positions, known);
		return known;
	}
}

function movedTo([, startLine, startColumn, endLine, endColumn, file]: PositionEntry, pointer: string, path: string): PositionEntry {
	return [pointer, startLine, startColumn, endLine, endColumn, file ?? path];
}

function child(value: unknown, key: string): unknown {
	return isRecord(value) ? value[key] : undefined;
}

function moduleOf({ workspace }: DocumentEvidence): string {
	const call = callOf(workspace);
	return call === undefined ? '' : (workspace ?? '').slice(call.root.length + 1);
}

/** Which element of the configuration each of a plan is: sets have lost their order there, so what has most in common belongs together. */
function matched(planned: readonly unknown[], written: readonly unknown[]): (number | undefined)[] {
	const free = new Set(written.keys());
	return planned.map((value, index) => {
		let best: number | undefined;
		let most = -1;
		for (const candidate of free) {
			const score = likeness(value, written[candidate]) + (candidate === index ? 0.5 : 0);
			if (score > most) [best, most] = [candidate, score];
		}
		if (best !== undefined) free.delete(best);
		return best;
	});
}

function likeness(one: unknown, other: unknown): number {
	if (Array.isArray(one) && Array.isArray(other)) return one.filter((value) => other.includes(value)).length;
	if (!isRecord(one) || !isRecord(other)) return String(one) === String(other) ? 1 : 0;
	return Object.keys(other).reduce((sum, key) => sum + likeness(one[key], other[key]), 0);
}
