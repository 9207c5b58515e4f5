import { assertNoPoisoning } from '@fast-check/poisoning';

/** No prototype and no built-in was changed since this file was loaded, but for what the test runner keeps in globals of its own. */
export function expectNoPoison(): void {
	assertNoPoisoning({ ignoredRootRegex: /^(?:__vitest|__vite|Symbol|process$|console$)/u });
}
