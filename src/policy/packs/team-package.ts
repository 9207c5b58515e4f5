import type { RegoModule, RegoRule } from '../rego-tool-types.ts';

/** A package of a pack that holds rules. */
export interface TeamPackage {
	/** As it stands behind `data.`. */
	readonly path: string;
	/** The files that it is made of. */
	readonly files: readonly string[];
	/** It has `findings`, in Groundwire's own form. */
	readonly isOwn: boolean;
	/** Its rules in Conftest's form, by name. */
	readonly conftest: readonly string[];
	/** It has Conftest's `exception`. */
	readonly hasExceptions: boolean;
	/** Rules in Conftest's names that make objects: nobody would hear what they say. */
	readonly unheard: readonly RegoRule[];
}

const CONFTEST_RULE = /^(?:deny|violation|warn)(?:_\w+)*$/;

/** The packages of a pack that hold rules, by path. `namespaces` narrows them; a `*` at the end stands for any ending. */
export function teamPackages(modules: readonly RegoModule[], namespaces?: readonly string[]): TeamPackage[] {
	return [...Map.groupBy(modules, (module) => module.package)]
		.map(([path, parts]) => {
			const names = new Set(parts.flatMap(({ rules }) => rules.filter(({ kind }) => kind !== 'function').map(({ name }) => name)));
			return {
				path,
				files: parts.map(({ file }) => file).toSorted(),
				isOwn: names.has('findings'),
				conftest: [...names].filter((name) => CONFTEST_RULE.test(name)).toSorted(),
				hasExceptions: names.has('exception'),
				unheard: parts.flatMap(({ rules }) => rules.filter(({ name, kind }) => kind === 'object' && CONFTEST_RULE.test(name))),
			};
		})
		.filter(({ path, isOwn, conftest }) => (isOwn || conftest.length > 0) && isNamed(path, namespaces))
		.toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

/** Is a package among the namespaces? Without any, all are. */
export function isNamed(path: string, namespaces: readonly string[] | undefined): boolean {
	return namespaces?.some((name) => (name.endsWith('*') ? path.startsWith(name.slice(0, -1)) : path === name)) ?? true;
}
