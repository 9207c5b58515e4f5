import type { ts } from '../../parse/typescript/compiler.ts';
import type { Module } from '../../parse/typescript/modules.ts';
import type { FileRole, Profile } from '../facts.ts';
import type { Places } from './places.ts';
import type { Frame } from './value/value.ts';

/** What every fact extractor is given: one file, what it is for, and what its repository already does. */
export interface CodeContext {
	readonly module: Module;
	readonly frame: Frame;
	readonly role: FileRole;
	readonly profile: Profile;
	readonly places: Places;
	/** All nodes of the file in source order: one walk serves every extractor. */
	readonly nodes: readonly ts.Node[];
	/** The nodes that a guard of the compiler (`ts.isCallExpression`) lets through, in source order; found once and kept. */
	readonly nodesOf: <T extends ts.Node>(guard: (node: ts.Node) => node is T) => readonly T[];
	/** The other code files of the same change and side: who calls this file may be among them. Made when first asked for. */
	readonly neighbours: () => readonly CodeContext[];
}
