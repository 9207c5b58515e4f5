import { outlineOf } from './rule-heads.ts';

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
}

const CONFTEST_RULE = /^(?:deny|violation|warn)(?:_\w+)*$/;

/** The packages of a pack that hold rules, by path. `namespaces` narrows them; a `*` at the end stands for any ending. */
export function teamPackages(modules: Readonly<Record<string, string>>, namespaces?: readonly string[]): TeamPackage[] {
	const packages = new Map<string, { readonly files: string[]; readonly heads: Set<string> }>();
	for (const [file, source] of Object.entries(modules)) {
		const { package: path, heads } = outlineOf(source);
		if (path === undefined) continue;
		const known = packages.get(path) ?? { files: [], heads: new Set() };
		packages.set(path, known);
		known.files.push(file);
		for (const head of heads) known.heads.add(head);
	}
	return [...packages]
		.map(([path, { files, heads }]) => ({
			path,
			files: files.toSorted(),
			isOwn: heads.has('findings'),
			conftest: [...heads].filter((head) => CONFTEST_RULE.test(head)).toSorted(),
			hasExceptions: heads.has('exception'),
		}))
		.filter(({ path, isOwn, conftest }) => (isOwn || conftest.length > 0) && isNamed(path, namespaces))
		.toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

function isNamed(path: string, namespaces: readonly string[] | undefined): boolean {
	return namespaces?.some((name) => (name.endsWith('*') ? path.startsWith(name.slice(0, -1)) : path === name)) ?? true;
}
