import { EVENT_ID } from 'js-yaml';

import { limit } from '../limits.ts';
import type { NotAnalysedReason, Range } from '../parsed.ts';
import { positionAt, rangeBetween, type SourceText } from '../text.ts';
import { type Composed, compose, ComposeError, type Json } from './compose.ts';
import { EventError, readEvents } from './events.ts';
import type { Dialect } from './scalars.ts';
import { type Segment, splitDocuments } from './segments.ts';
import { buildTree, type YamlNode } from './tree.ts';

export interface YamlDocument {
	/** Ordinal in the stream, from 0; a broken document keeps its own. */
	readonly index: number;
	readonly value: Json;
	/** JSON pointer to range. A value that came through an alias stands where the alias is written. */
	readonly positions: ReadonlyMap<string, Range>;
	/** The line of the document's first node. */
	readonly startLine: number;
	readonly root: YamlNode;
}

export interface YamlError {
	readonly index: number;
	readonly line: number;
	readonly column: number;
	readonly reason: NotAnalysedReason;
	/** Without source text. */
	readonly message: string;
}

export interface YamlStream {
	readonly documents: readonly YamlDocument[];
	/** An error may stand beside its document: a duplicate key does not hide the rest. */
	readonly errors: readonly YamlError[];
}

/** Reads a stream of YAML (or one JSON text, which is YAML). Never throws: what could not be read is in `errors`. */
export function parseYaml(source: SourceText, dialect: Dialect): YamlStream {
	const documents: YamlDocument[] = [];
	const errors: YamlError[] = [];
	const fail = (index: number, offset: number, reason: NotAnalysedReason, message: string) =>
		errors.push({ index, ...positionAt(source, offset), reason, message });
	const segments = splitDocuments(source.text);
	for (const [index, segment] of segments.entries()) {
		if (index >= limit('yamlDocuments')) {
			fail(index, segment.start, 'too-many-nodes', `${segments.length} documents; the limit is ${limit('yamlDocuments')}`);
			break;
		}
		try {
			const { root, composed } = readSegment(source.text, segment, dialect);
			documents.push(placed(source, index, root, composed));
			for (const flaw of composed.flaws) fail(index, flaw.offset, 'syntax', flaw.message);
		} catch (error) {
			const failure = asFailure(error, segment);
			fail(index, failure.offset, failure.reason, failure.message);
		}
	}
	return { documents, errors };
}

function readSegment(text: string, segment: Segment, dialect: Dialect): { root: YamlNode; composed: Composed } {
	const read = readEvents(text.slice(segment.start, segment.end));
	if (read.events.filter((event) => event.type === EVENT_ID.DOCUMENT).length > 1) {
		throw new ComposeError('syntax', segment.start, 'a byte order mark inside the stream');
	}
	const tree = buildTree(read, segment.start);
	return { root: tree.root, composed: compose(tree, dialect) };
}

function placed(source: SourceText, index: number, root: YamlNode, composed: Composed): YamlDocument {
	const positions = new Map(composed.places.map((place) => [place.pointer, rangeBetween(source, place.start, place.end)] as const));
	return { index, value: composed.value, positions, startLine: positionAt(source, root.start).line, root };
}

interface Failure {
	readonly offset: number;
	readonly reason: NotAnalysedReason;
	readonly message: string;
}

/** Whatever the parser throws is about its input; its own message may quote the source, which is cut off here. */
function asFailure(error: unknown, segment: Segment): Failure {
	if (error instanceof ComposeError) return { offset: error.offset, reason: error.reason, message: error.message };
	if (error instanceof EventError) {
		const offset = segment.start + error.offset;
		if (error.message.startsWith('nesting exceeded')) return { offset, reason: 'too-deep', message: `nested deeper than ${limit('nesting')} levels` };
		return { offset, reason: 'syntax', message: error.message.replace(/^(tag name cannot contain such characters|undeclared tag handle).*/s, '$1') };
	}
	if (error instanceof RangeError) return { offset: segment.start, reason: 'too-deep', message: 'nested too deep for the parser' };
	throw error;
}
