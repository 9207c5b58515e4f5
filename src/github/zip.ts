import { inflateRawSync } from 'node:zlib';

/** The archive is not one that is read here; the message says why. */
export class UnreadableZip extends Error {}

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
const END_BYTES = 22;
const ENTRY_BYTES = 46;
const LOCAL_BYTES = 30;
const STORED = 0;
const DEFLATED = 8;
/** A comment may follow the end record. */
const LONGEST_COMMENT = 0xffff;

/**
 * The content of the one file that an archive holds, which must have this name. Read in memory and stopped at `mostBytes`,
 * whatever the archive claims: the usual readers trust the sizes in it, and go on for minutes over a bomb of 4 MB.
 */
export function onlyFile(archive: Buffer, name: string, mostBytes: number): Buffer {
	try {
		const entry = onlyEntry(archive);
		if (entry.name !== name) throw new UnreadableZip(`it must hold ${name} and nothing else`);
		if (entry.method === STORED && entry.packed.length <= mostBytes) return entry.packed;
		if (entry.method !== DEFLATED) throw new UnreadableZip('it is no zip archive that can be read');
		return inflateRawSync(entry.packed, { maxOutputLength: mostBytes });
	} catch (error) {
		if (error instanceof UnreadableZip) throw error;
		const tooLarge = error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
		throw new UnreadableZip(tooLarge ? `it unpacks to more than ${mostBytes} bytes` : 'it is no zip archive that can be read');
	}
}

interface Entry {
	readonly name: string;
	readonly method: number;
	readonly packed: Buffer;
}

/** By the central directory, as every reader does. Reading past the end throws. */
function onlyEntry(archive: Buffer): Entry {
	const end = endRecord(archive);
	const count = archive.readUInt16LE(end + 10);
	if (count !== 1) throw new UnreadableZip(`it holds ${count} files instead of one`);
	const at = archive.readUInt32LE(end + 16);
	const [method, size, nameLength, local] = [archive.readUInt16LE(at + 10), archive.readUInt32LE(at + 20), archive.readUInt16LE(at + 28), archive.readUInt32LE(at + 42)];
	if (archive.readUInt32LE(at) !== ENTRY || archive.readUInt32LE(local) !== LOCAL) throw new UnreadableZip('it is no zip archive that can be read');
	const data = local + LOCAL_BYTES + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
	if (data + size > archive.length) throw new UnreadableZip('it is cut off');
	return { name: archive.toString('utf8', at + ENTRY_BYTES, at + ENTRY_BYTES + nameLength), method, packed: archive.subarray(data, data + size) };
}

function endRecord(archive: Buffer): number {
	for (let at = archive.length - END_BYTES; at >= Math.max(0, archive.length - END_BYTES - LONGEST_COMMENT); at--) {
		if (archive.readUInt32LE(at) === END) return at;
	}
	throw new UnreadableZip('it is no zip archive that can be read');
}
