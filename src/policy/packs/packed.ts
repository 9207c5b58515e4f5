import type { CompiledPack, PackProgram } from './pack.ts';

/** A compiled pack as bytes: for the pipe from the process that compiles, and for the cache. Modules of Wasm stand behind the rest. */
const HEADER_BYTES = 4;

interface Header extends Omit<CompiledPack, 'programs'> {
	readonly programs: readonly (Omit<PackProgram, 'program'> & { readonly program: Exclude<PackProgram['program'], { kind: 'wasm' }> | { readonly kind: 'wasm'; readonly bytes: number } })[];
}

/** Writes a compiled pack as bytes. */
export function packed({ programs, ...rest }: CompiledPack): Buffer {
	const header: Header = {
		...rest,
		programs: programs.map(({ program, rules }) => ({ rules, program: program.kind === 'wasm' ? { kind: 'wasm', bytes: program.wasm.length } : program })),
	};
	const text = Buffer.from(JSON.stringify(header), 'utf8');
	const size = Buffer.alloc(HEADER_BYTES);
	size.writeUInt32BE(text.length);
	return Buffer.concat([size, text, ...programs.flatMap(({ program }) => (program.kind === 'wasm' ? [program.wasm] : []))]);
}

/** Reads what `packed` wrote. */
export function unpacked(bytes: Buffer): CompiledPack {
	const end = HEADER_BYTES + bytes.readUInt32BE(0);
	const { programs, ...rest } = JSON.parse(bytes.toString('utf8', HEADER_BYTES, end)) as Header;
	let at = end;
	return {
		...rest,
		programs: programs.map(({ program, rules }) => {
			if (program.kind !== 'wasm') return { program, rules };
			const wasm = bytes.subarray(at, at + program.bytes);
			at += program.bytes;
			return { program: { kind: 'wasm', wasm }, rules };
		}),
	};
}
