import type { ObjectId } from '../../change/change.ts';
import { readFrameSync, writeFrameSync } from '../../isolation/frames.ts';
import type { ObjectAnswer, ObjectReader } from '../../parse/source-tree.ts';

/** Descriptors of the child on which it asks for git objects and is answered. */
export const REQUEST_DESCRIPTOR = 3;
export const ANSWER_DESCRIPTOR = 4;

const BLOB = 'b'.charCodeAt(0);
const TREE = 't'.charCodeAt(0);
const TOO_LARGE = '+'.charCodeAt(0);

/** The child's end: one blocking round trip an object. The process that owns git decides what may be read. */
export class PipeObjectReader implements ObjectReader {
	read(id: ObjectId): ObjectAnswer {
		writeFrameSync(REQUEST_DESCRIPTOR, Buffer.from(id, 'latin1'));
		const answer = readFrameSync(ANSWER_DESCRIPTOR);
		if (answer === undefined) throw new Error('the process that reads git is gone');
		return decodeAnswer(answer);
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
