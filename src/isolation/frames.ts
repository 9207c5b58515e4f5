import { readSync, writeSync } from 'node:fs';

/** A frame is a 32-bit big-endian length and that many bytes. Both ends of a pipe to an isolated child speak in frames. */
const HEADER_BYTES = 4;

/** Wraps bytes into a frame. */
export function frame(body: Uint8Array): Buffer {
	const bytes = Buffer.allocUnsafe(HEADER_BYTES + body.length);
	bytes.writeUInt32BE(body.length, 0);
	bytes.set(body, HEADER_BYTES);
	return bytes;
}

/** Wraps a value as JSON into a frame. */
export function jsonFrame(value: unknown): Buffer {
	return frame(Buffer.from(JSON.stringify(value), 'utf8'));
}

/** Cuts a stream of chunks into frames. A frame above `maxBytes` throws: the other side is broken or hostile. */
export class FrameReader {
	#chunks: Buffer[] = [];
	#length = 0;
	readonly #maxBytes: number;

	constructor(maxBytes: number) {
		this.#maxBytes = maxBytes;
	}

	/** The frames that are complete with this chunk. */
	push(chunk: Buffer): Buffer[] {
		this.#chunks.push(chunk);
		this.#length += chunk.length;
		const frames: Buffer[] = [];
		for (let next = this.#take(); next !== undefined; next = this.#take()) frames.push(next);
		return frames;
	}

	#take(): Buffer | undefined {
		if (this.#length < HEADER_BYTES) return undefined;
		const head = this.#peek();
		const size = head.readUInt32BE(0);
		if (size > this.#maxBytes) throw new Error(`frame of ${size} bytes is over the limit of ${this.#maxBytes}`);
		if (this.#length < HEADER_BYTES + size) return undefined;
		const all = this.#chunks.length === 1 ? head : Buffer.concat(this.#chunks);
		const rest = all.subarray(HEADER_BYTES + size);
		this.#chunks = rest.length > 0 ? [rest] : [];
		this.#length = rest.length;
		return all.subarray(HEADER_BYTES, HEADER_BYTES + size);
	}

	/** The first chunk, made long enough to hold a header. */
	#peek(): Buffer {
		const [first] = this.#chunks;
		if (first !== undefined && first.length >= HEADER_BYTES) return first;
		const joined = Buffer.concat(this.#chunks);
		this.#chunks = [joined];
		return joined;
	}
}

/** Reads one frame from a blocking descriptor; `undefined` at the end of the stream. For use inside the child. */
export function readFrameSync(descriptor: number): Buffer | undefined {
	const header = readExactly(descriptor, HEADER_BYTES);
	if (header === undefined) return undefined;
	return readExactly(descriptor, header.readUInt32BE(0));
}

/** Writes one frame to a blocking descriptor. For use inside the child. */
export function writeFrameSync(descriptor: number, bytes: Uint8Array): void {
	const whole = frame(bytes);
	for (let sent = 0; sent < whole.length; ) sent += writeSync(descriptor, whole, sent);
}

function readExactly(descriptor: number, length: number): Buffer | undefined {
	const bytes = Buffer.allocUnsafe(length);
	for (let got = 0; got < length; ) {
		const count = readSync(descriptor, bytes, got, length - got, null);
		if (count === 0) return undefined;
		got += count;
	}
	return bytes;
}
