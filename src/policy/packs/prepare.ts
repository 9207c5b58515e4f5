import { COMPILER } from '../../version.ts';
import type { RegoProblem } from '../rego-tool-types.ts';
import { cacheKey, type PackCache } from './cache.ts';
import { type CompilerPlace, CompilerLost, compileIsolated } from './compiler.ts';
import type { CompiledPack, PackSources } from './pack.ts';
import { unpacked } from './packed.ts';

/** A pack that was compiled, or why it could not be. */
export type Prepared = CompiledPack & { /** Why nothing at all came of it. */ readonly failure?: string };

/** A pack's programs: from the cache when they were compiled before, else compiled in a process of their own. */
export async function preparePack(place: CompilerPlace, cache: PackCache, sources: PackSources): Promise<Prepared> {
	const key = COMPILER === undefined ? undefined : cacheKey(COMPILER, sources);
	const known = key === undefined ? undefined : stored(cache, key);
	if (known !== undefined) return known;
	try {
		const bytes = await compileIsolated(place, sources);
		const compiled = unpacked(bytes);
		// What is wrong is said anew each time: it is about to be mended.
		if (key !== undefined && compiled.problems.length === 0) cache.write(key, bytes);
		return compiled;
	} catch (error) {
		if (!(error instanceof CompilerLost)) throw error;
		return { programs: [], problems: [] satisfies RegoProblem[], failure: error.message };
	}
}

function stored(cache: PackCache, key: string): CompiledPack | undefined {
	const bytes = cache.read(key);
	try {
		return bytes === undefined ? undefined : unpacked(bytes);
	} catch {
		return undefined;
	}
}
