import { deflateRawSync } from 'node:zlib';
import * as fc from 'fast-check';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { onlyFile, UnreadableZip } from './zip.ts';

const MOST = 100_000;

function zipped(files: Readonly<Record<string, string>>, level: 0 | 9 = 9): Buffer {
	return Buffer.from(zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, Buffer.from(text)])), { level }));
}

/** An archive whose one entry claims `claimed` bytes. */
function lying(packed: Buffer, claimed: number): Buffer {
	const archive = zipped({ 'report.json': 'x' });
	const name = 'report.json'.length;
	const local = Buffer.from(archive.subarray(0, 30 + name));
	local.writeUInt32LE(packed.length, 18);
	local.writeUInt32LE(claimed, 22);
	const start = archive.indexOf(Buffer.from('PK\u0001\u0002', 'latin1'));
	const rest = Buffer.from(archive.subarray(start));
	rest.writeUInt32LE(packed.length, 20);
	rest.writeUInt32LE(claimed, 24);
	rest.writeUInt32LE(local.length + packed.length, rest.length - 6);
	return Buffer.concat([local, packed, rest]);
}

describe('an archive of one file', () => {
	it.each([0, 9] as const)('gives its content (level %i)', (level) => {
		expect(onlyFile(zipped({ 'report.json': 'größe'.repeat(99) }, level), 'report.json', MOST).toString('utf8')).toBe('größe'.repeat(99));
	});

	it('is recognised with a comment at its end', () => {
		const archive = zipped({ 'report.json': 'x' });
		const commented = Buffer.concat([archive, Buffer.from('a comment')]);
		commented.writeUInt16LE(9, archive.length - 2);
		expect(onlyFile(commented, 'report.json', MOST).toString('utf8')).toBe('x');
	});

	it.each([
		['two files', zipped({ 'report.json': 'a', 'other.json': 'b' }), 'it holds 2 files instead of one'],
		['no file', zipped({}), 'it holds 0 files instead of one'],
		['another name', zipped({ '../report.json': 'a' }), 'it must hold report.json and nothing else'],
		['no zip', Buffer.from('this is no archive, however long it goes on'), 'it is no zip archive that can be read'],
		['nothing', Buffer.alloc(0), 'it is no zip archive that can be read'],
		['more than is read', zipped({ 'report.json': 'x'.repeat(MOST + 1) }), `it unpacks to more than ${MOST} bytes`],
		['more than it claims', lying(deflateRawSync(Buffer.alloc(50_000_000)), 10), `it unpacks to more than ${MOST} bytes`],
		['no deflated data', lying(Buffer.from([255, 255, 255]), 10), 'it is no zip archive that can be read'],
	])('with %s is refused', (_, archive, message) => {
		expect(() => onlyFile(archive, 'report.json', MOST)).toThrow(new UnreadableZip(message));
	});

	it('never does anything but answer or refuse, whatever bytes are changed', () => {
		const archive = zipped({ 'report.json': '{"schema":"groundwire.report/1"}' });
		fc.assert(
			fc.property(fc.array(fc.tuple(fc.nat(archive.length - 1), fc.nat(255)), { maxLength: 6 }), fc.nat(archive.length), (changes, length) => {
				const broken = Buffer.from(archive.subarray(0, length));
				for (const [at, byte] of changes) if (at < broken.length) broken[at] = byte;
				try {
					expect(onlyFile(broken, 'report.json', MOST).length).toBeLessThanOrEqual(MOST);
				} catch (error) {
					expect(error).toBeInstanceOf(UnreadableZip);
				}
			}),
			{ numRuns: 2000 },
		);
	});
});
