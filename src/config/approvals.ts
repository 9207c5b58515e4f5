import picomatch from 'picomatch';
import type { ApprovalCondition, Config } from './config.ts';

/** A condition that speaks of findings is asked of each of them; any other one is about the change as a whole. */
export function isAboutFindings({ severity, confidence, rules, categories }: ApprovalCondition): boolean {
	return [severity, confidence, rules, categories].some((part) => part !== undefined);
}

/** Does the file stand where the condition looks? One without `paths` and `environment` looks everywhere. */
export function matchesPath({ paths, environment }: ApprovalCondition, path: string, environments: Config['environments']): boolean {
	if (paths !== undefined && !matches(paths, path)) return false;
	return environment === undefined || (Object.hasOwn(environments, environment) && matches(environments[environment] ?? [], path));
}

const compiled = new WeakMap<readonly string[], (path: string) => boolean>();

function matches(globs: readonly string[], path: string): boolean {
	const match = compiled.get(globs) ?? picomatch([...globs], { dot: true });
	compiled.set(globs, match);
	return globs.length > 0 && match(path);
}
