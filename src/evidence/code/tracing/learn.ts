import type { Profile } from '../../facts.ts';
import { PRODUCTS, canReach, namedInstrumentation } from './libraries.ts';

const SPAN_BY_HAND = /\b(?:startActiveSpan|startSpan|startInactiveSpan|startSpanManual|withSpan|withActiveSpan|tracer\.(?:trace|wrap)|startSegment|startTransaction|captureAsyncFunc|instrument(?:Async|Sync))\s*[(<]/;
const REGISTERED = /new\s+(\w+)Instrumentation\s*\(/g;

/** How the package traces, from its dependencies with their version ranges and the texts of its set-up files. */
export function learnTracing(dependencies: ReadonlyMap<string, string>, texts: readonly string[]): Profile['tracing'] {
	const has = (name: string): boolean => dependencies.has(name);
	const used = PRODUCTS.filter((product) => product.packages.some(has));
	const covering = used.filter((product) => product.covers !== undefined && (product.when === undefined || texts.some((text) => product.when?.test(text))));
	const instruments = new Set(covering.flatMap((product) => product.covers ?? []));
	for (const { packages, since } of covering) {
		for (const [name, version] of Object.entries(since ?? {})) {
			if (packages.some((one) => canReach(dependencies.get(one), version))) instruments.add(name);
		}
	}
	for (const dependency of dependencies.keys()) {
		const name = namedInstrumentation(dependency);
		if (name !== undefined) instruments.add(name);
	}
	for (const text of texts) for (const match of text.matchAll(REGISTERED)) instruments.add((match[1] ?? '').toLowerCase());
	return {
		libraries: [...new Set(used.flatMap((product) => product.packages.filter(has)))],
		auto: instruments.size > 0,
		instruments: [...instruments].sort(),
		manual: texts.some((text) => SPAN_BY_HAND.test(text)),
	};
}
