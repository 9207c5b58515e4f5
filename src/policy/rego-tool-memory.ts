/** The binary format of Wasm: https://webassembly.github.io/spec/core/binary/modules.html#memory-section */
const MEMORY_SECTION = 5;
const HEADER_BYTES = 8;
const PAGE_BYTES = 65_536;
const HAS_MAXIMUM = 1;

/**
 * The module with a maximum for its memory. Go's linker writes none, and a memory that a module makes for itself is bounded by
 * nothing else.
 */
export function withMemoryLimit(wasm: Uint8Array<ArrayBuffer>, maxBytes: number): Uint8Array<ArrayBuffer> {
	for (let at = HEADER_BYTES; at < wasm.length; ) {
		const size = readNumber(wasm, at + 1);
		if (wasm[at] === MEMORY_SECTION) {
			const count = readNumber(wasm, size.end);
			const initial = readNumber(wasm, count.end + 1);
			const maximum = Math.max(initial.value, Math.floor(maxBytes / PAGE_BYTES));
			const section = [...writeNumber(count.value), HAS_MAXIMUM, ...writeNumber(initial.value), ...writeNumber(maximum)];
			return joined(wasm.subarray(0, at), Uint8Array.from([MEMORY_SECTION, ...writeNumber(section.length), ...section]), wasm.subarray(size.end + size.value));
		}
		at = size.end + size.value;
	}
	throw new Error('the module has no memory of its own');
}

function joined(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
	const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
	let at = 0;
	for (const part of parts) {
		whole.set(part, at);
		at += part.length;
	}
	return whole;
}

/** A number in LEB128, and where what follows it begins. */
function readNumber(bytes: Uint8Array, start: number): { readonly value: number; readonly end: number } {
	let value = 0;
	for (let at = start, scale = 1; ; at++, scale *= 128) {
		const byte = bytes[at] ?? 0;
		value += (byte % 128) * scale;
		if (byte < 128) return { value, end: at + 1 };
	}
}

function writeNumber(value: number): number[] {
	return value < 128 ? [value] : [(value % 128) + 128, ...writeNumber(Math.floor(value / 128))];
}
