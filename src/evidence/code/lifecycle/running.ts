import { ts } from '../../../parse/typescript/compiler.ts';
import type { Program, ProcessListener, Running } from '../../facts/lifecycle.ts';
import type { CodeContext } from '../context.ts';
import { labelOf } from '../handling/entry.ts';
import { sitesOf } from '../handling/sites.ts';
import { hasMovedHealth } from '../health/moved.ts';
import { PROBE_NAME, mentionsProbe } from '../health/names.ts';
import { subjectOf } from '../subject.ts';
import { listenings } from './listens.ts';
import { processListeners, registersSteps } from './process-listeners.ts';
import { reachOf } from './reach.ts';
import { runsWhenLoaded } from './when-loaded.ts';

/** Texts without which a file starts nothing and listens to no process. */
const WORTH_A_LOOK = /\bprocess\b|\.listen\(|\bserve\(|\.start\(|startStandaloneServer|bindAsync|\.run\(|\.consume\(|\.process\(|\bWorker\b|\bschedule|[cC]ron|setInterval\(|\bstart\w*\(|\bmain\(|\bbootstrap\w*\(|\brun\w*\(/;

export interface RunningFacts {
	readonly programs: Program[];
	readonly processListeners: ProcessListener[];
	readonly lifecycle: Running[];
}

/** The `programs`, `processListeners` and `lifecycle` of a file: what it starts, and what it does when it is told to stop. */
export function runningFacts(context: CodeContext): RunningFacts {
	if (context.role === 'browser' || !(WORTH_A_LOOK.test(context.module.sourceFile.text) || concerned(context))) return { programs: [], processListeners: [], lifecycle: [] };
	const listeners = processListeners(context);
	const lifecycle = [...listeningHere(context), ...workingHere(context)];
	return { processListeners: listeners, lifecycle, programs: programOf(listeners, lifecycle, context) };
}

/** One a file that starts something, listens to the process, or did so at base. */
function programOf(listeners: readonly ProcessListener[], lifecycle: readonly Running[], context: CodeContext): Program[] {
	const { sourceFile } = context.module;
	if (listeners.length === 0 && lifecycle.length === 0 && !concerned(context)) return [];
	const first = sourceFile.statements.find((statement) => !ts.isImportDeclaration(statement)) ?? sourceFile.statements[0];
	if (first === undefined) return [];
	const { hears, helpers } = reachOf(context);
	return [{ at: context.places.at(first), subject: '<module>', hears: [...new Set([...hears, ...listeners.map(({ event }) => event)])].sort(), helpers: [...helpers].sort(), names: namesOf(context), healthMoved: hasMovedHealth(context) }];
}

/** More names than this are cut: they only ever keep a rule silent. */
const MAX_NAMES = 400;

function namesOf(context: CodeContext): string[] {
	const declared = [...context.nodesOf(ts.isVariableDeclaration), ...context.nodesOf(ts.isImportSpecifier), ...context.nodesOf(ts.isImportClause), ...context.nodesOf(ts.isPropertyDeclaration), ...context.nodesOf(ts.isParameter)];
	const names = declared.flatMap(({ name }) => (name !== undefined && (ts.isIdentifier(name) || ts.isPrivateIdentifier(name)) ? [name.text] : []));
	return [...new Set(names)].sort().slice(0, MAX_NAMES);
}

/** At base it listened to the process, or answered for it. */
function concerned({ module }: CodeContext): boolean {
	const before = module.codebase.textBefore(module.path);
	return /\bprocess\s*\.\s*(?:on|once|addListener)\(/.test(before) || registersSteps(before) || mentionsProbe(before) || PROBE_NAME.test(before);
}

function listeningHere(context: CodeContext): Running[] {
	return listenings(context).map(({ node, until, framework, name }) => {
		const starts = runsWhenLoaded(node, context) ? 'loaded' : 'caller';
		return { at: context.places.at(node, until), subject: subjectOf(node), kind: 'listen' as const, framework, name, starts, drains: drainsOf(starts, framework, context) };
	});
}

/** Consumers and schedules; those of a framework's decorators are its own matter. */
function workingHere(context: CodeContext): Running[] {
	return sitesOf(context).flatMap((site) => {
		if (site.kind === 'http' || (!ts.isCallExpression(site.node) && !ts.isNewExpression(site.node))) return [];
		const starts = runsWhenLoaded(site.node, context) ? 'loaded' : 'caller';
		const kind = site.kind === 'consumer' ? ('consume' as const) : ('schedule' as const);
		return [{ at: context.places.at(site.node, site.until), subject: subjectOf(site.node), kind, framework: site.framework, name: labelOf(site), starts, drains: drainsOf(starts, site.framework, context) }];
	});
}

function drainsOf(starts: Running['starts'], framework: string, context: CodeContext): Running['drains'] {
	const { hears, helpers } = reachOf(context);
	// Nest listens to no signal unless it is told to.
	if (helpers.size > 0 || hears.has('SIGTERM') || (framework !== 'nest' && hears.has('SIGINT'))) return 'present';
	return starts === 'loaded' ? 'absent' : 'unknown';
}
