import type { NotAnalysed } from '../../parse/parsed.ts';
import { asRepoPath } from '../../parse/source-tree.ts';
import { ts } from '../../parse/typescript/compiler.ts';
import type { Module } from '../../parse/typescript/modules.ts';
import type { SyntaxError } from '../../parse/typescript/parser.ts';
import type { CodeEvidence, FileRole, Profile } from '../facts.ts';
import type { CodeFileEvidence } from '../file-evidence.ts';
import { catches } from './catches.ts';
import type { CodeContext } from './context.ts';
import { handovers } from './correlation/handovers.ts';
import { handlers } from './handlers.ts';
import { logCalls } from './log-calls.ts';
import { outboundCalls } from './outbound-calls.ts';
import { Places } from './places.ts';
import { profileOf } from './profile.ts';
import { roleOf } from './role.ts';
import { codeSuppressions } from './suppressions.ts';
import { moduleFrame } from './value/evaluate.ts';
import { workUnits } from './work-units.ts';

const NOTHING = { outboundCalls: [], handlers: [], logCalls: [], catches: [], workUnits: [], handovers: [] };

/** Roles in which nothing is asked of the code: their files cost a parse and no more. */
const SILENT: ReadonlySet<FileRole> = new Set(['generated', 'test', 'build']);

/** The facts of one code file. */
export function extractCode(module: Module, errors: readonly SyntaxError[]): CodeFileEvidence {
	const profile = profileOf(module);
	const role = roleOf(module, profile);
	const places = new Places(module.sourceFile);
	return {
		kind: 'code',
		path: asRepoPath(module.path),
		suppressions: codeSuppressions(module.sourceFile),
		notAnalysed: syntaxNotes(module, errors),
		code: { ...header(module, role, profile), ...(SILENT.has(role) ? NOTHING : facts(module, role, profile, places)) },
		positions: places.ranges,
	};
}

/** The context that extractors work in; also what the editors of `fix/` need to find their node again. */
export function contextOf(module: Module, role: FileRole, profile: Profile, places: Places): CodeContext {
	return { module, frame: moduleFrame(module), role, profile, places, nodes: allNodes(module.sourceFile) };
}

function facts(module: Module, role: FileRole, profile: Profile, places: Places): Omit<CodeEvidence, 'path' | 'language' | 'role' | 'profile'> {
	const context = contextOf(module, role, profile, places);
	return {
		outboundCalls: outboundCalls(context),
		handlers: handlers(context),
		logCalls: logCalls(context),
		catches: catches(context),
		workUnits: workUnits(context),
		handovers: handovers(context),
	};
}

function header(module: Module, role: FileRole, profile: Profile): Pick<CodeEvidence, 'path' | 'language' | 'role' | 'profile'> {
	return { path: module.path, language: /\.[cm]?tsx?$/.test(module.path) ? 'typescript' : 'javascript', role, profile };
}

/** All nodes in source order, without recursion: hostile nesting must not overflow the stack here. */
function allNodes(sourceFile: ts.SourceFile): ts.Node[] {
	const nodes: ts.Node[] = [];
	const pending: ts.Node[] = [sourceFile];
	for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
		nodes.push(node);
		const children: ts.Node[] = [];
		ts.forEachChild(node, (child) => {
			children.push(child);
		});
		for (let index = children.length - 1; index >= 0; index -= 1) {
			const child = children[index];
			if (child !== undefined) pending.push(child);
		}
	}
	return nodes;
}

function syntaxNotes(module: Module, errors: readonly SyntaxError[]): NotAnalysed[] {
	const [first] = errors;
	if (first === undefined) return [];
	const { line, character } = module.sourceFile.getLineAndCharacterOfPosition(first.start);
	const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : '';
	return [{ path: asRepoPath(module.path), reason: 'syntax', detail: `${line + 1}:${character + 1}: ${first.message}${more}`, partial: true }];
}
