import type { ObjectId } from '../../change/change.ts';
import { readFrameSync, writeFrameSync } from '../../isolation/frames.ts';
import type { ObjectAnswer, ObjectReader } from '../../parse/source-tree.ts';

/** Descriptors of the child on which it asks for git objects and is answered. */
export const REQUEST_DESCRIPTOR = 3;
export const ANSWER_DESCRIPTOR = 4;

const BLOB = 'b'.charCodeAt(0);
const TREE = 't'.charCodeAt(0);
const TOO_LARGE = '+'.charCodeAt(0);

/** The most of folders that is kept: a hostile repository has no end of them. */
const MOST_KEPT_BYTES = 8 * 1024 * 1024;

/** The child's end: one blocking round trip an object. The process that owns git decides what may be read. */
export class PipeObjectReader implements ObjectReader {
	/** Base and head share most of their folders: each is asked for once. */
	readonly #trees = new Map<ObjectId, ObjectAnswer>();
	#kept = 0;

	read(id: ObjectId): ObjectAnswer {
		return this.#trees.get(id) ?? this.#ask(id);
	}

	#ask(id: ObjectId): ObjectAnswer {
		writeFrameSync(REQUEST_DESCRIPTOR, Buffer.from(id, 'latin1'));
		const frame = readFrameSync(ANSWER_DESCRIPTOR);
		if (frame === undefined) throw new Error('the process that reads git is gone');
		const answer = decodeAnswer(frame);
		if (typeof answer !== 'string' && answer.type === 'tree' && this.#kept + frame.length <= MOST_KEPT_BYTES) {
			this.#kept += frame.length;
			this.#trees.set(id, answer);
		}
		return answer;
	}
}

/** One byte for the kind, then the object's bytes. */
export function encodeAnswer(answer: ObjectAnswer): Uint8Array {
	if (answer === 'missing') return Buffer.from('-');
	if (answer === 'too-large') return Buffer.from('+');
	return Buffer.concat([Buffer.from(answer.type === 'blob' ? 'b' : 't'), answer.bytes]);
}

function decodeAnswer(answer: Buffer): ObjectAnswer {
	const bytes = answer.subarray(1);
	if (answer[0] === BLOB) return { type: 'blob', bytes };
	if (answer[0] === TREE) return { type: 'tree', bytes };
	return answer[0] === TOO_LARGE ? 'too-large' : 'missing';
}
