import type { Module } from '../../parse/typescript/modules.ts';
import type { CodeContext } from './context.ts';
import { contextOf } from './extract.ts';
import { Places } from './places.ts';
import { profileOf } from './profile.ts';
import { roleOf } from './role.ts';

/** The context in which a module's facts were found: for an editor that has to look at its surroundings again. */
export function contextAt(module: Module): CodeContext {
	const profile = profileOf(module);
	return contextOf(module, roleOf(module, profile), profile, new Places(module.sourceFile));
}
