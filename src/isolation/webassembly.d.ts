/**
 * The part of the WebAssembly API that we use. TypeScript declares it only together with the DOM, which we do not have;
 * see https://webassembly.github.io/spec/js-api/.
 */
declare namespace WebAssembly {
	type ImportValue = ((...args: never[]) => unknown) | Memory;
	type Imports = Record<string, Record<string, ImportValue>>;

	/** Compiled code; `compile` makes it. */
	interface Module {
		readonly [Symbol.toStringTag]: 'WebAssembly.Module';
	}

	class Instance {
		constructor(module: Module, imports?: Imports);
		readonly exports: Readonly<Record<string, unknown>>;
	}

	class Memory {
		constructor(descriptor: { readonly initial: number; readonly maximum?: number });
		readonly buffer: ArrayBuffer;
		/** Returns the size before, in pages of 64 KiB. */
		grow(pages: number): number;
	}

	/** A trap: unreachable code, a bad memory access, a stack that is too deep. */
	class RuntimeError extends Error {}

	function compile(bytes: Uint8Array<ArrayBuffer>): Promise<Module>;
}
