import { ts } from '../../parse/typescript/compiler.ts';
import type { WorkUnit } from '../facts.ts';
import type { CodeContext } from './context.ts';
import { innermost } from './handling/calls.ts';
import { entryOf, labelOf } from './handling/entry.ts';
import { publishes } from './handling/publishes.ts';
import type { Site, Work } from './handling/site.ts';
import { sitesOf } from './handling/sites.ts';
import { entryPoints } from './handling/tasks.ts';
import { subjectOf } from './subject.ts';
import { hasSpan, insideSpan, spanOf } from './tracing/spans.ts';
import { isInstrumented } from './tracing/libraries.ts';

/** The `workUnits` of a file: what a trace should show beside requests. */
export function workUnits(context: CodeContext): WorkUnit[] {
	const background = sitesOf(context).filter((site) => site.kind !== 'http').map((site) => backgroundUnit(site, context));
	const seen = new Set(background.map((unit) => unit.at));
	return [...background, ...taskUnits(context).filter((unit) => !seen.has(unit.at)), ...publishUnits(context)];
}

function backgroundUnit(site: Site, context: CodeContext): WorkUnit {
	const work = site.work === undefined ? undefined : innermost(site.work);
	const here = work === undefined ? undefined : headOf(work, context);
	// The wrapper around the innermost function counts too: `cron.schedule(at, withSpan('sync', sync))`.
	const wrapped = insideSpan(site.node, context.frame) || (site.work !== undefined && hasSpan(site.work));
	return {
		at: here ?? context.places.at(site.node, site.until),
		subject: work !== undefined && here !== undefined ? nameOf(work, labelOf(site)) : labelOf(site),
		kind: site.kind === 'consumer' ? 'consumer' : 'job',
		name: labelOf(site),
		span: wrapped ? 'manual' : spanOf(work, site.framework, context.profile),
	};
}

/** The place of the function that does the work, when it is in this file and has a name: there the span belongs. */
function headOf({ node }: Work, context: CodeContext): string | undefined {
	if (node.getSourceFile() !== context.module.sourceFile) return undefined;
	const name = nameNode(node);
	return name === undefined ? undefined : context.places.at(name);
}

function taskUnits(context: CodeContext): WorkUnit[] {
	return entryPoints(context).flatMap(({ work, name }) => {
		const head = headOf(work, context);
		return head === undefined ? [] : [{ at: head, subject: nameOf(work, name), kind: 'task' as const, name, span: spanOf(work, '', context.profile) }];
	});
}

function publishUnits(context: CodeContext): WorkUnit[] {
	return publishes(context).map(({ node, until, library, name }) => {
		const entry = entryOf(node, context);
		return {
			at: context.places.at(node, until),
			subject: subjectOf(node),
			...(entry === undefined ? {} : { entry }),
			kind: 'publish',
			name,
			span: insideSpan(node, context.frame) ? 'manual' : isInstrumented(library, context.profile.tracing.instruments) ? 'auto' : 'absent',
		};
	});
}

function nameOf(work: Work, otherwise: string): string {
	const name = nameNode(work.node);
	if (name === undefined) return otherwise;
	const outer = subjectOf(work.node);
	return outer === '<module>' || outer === name.getText() ? name.getText() : outer.endsWith(`.${name.getText()}`) ? outer : `${outer}.${name.getText()}`;
}

function nameNode(node: Work['node']): ts.Node | undefined {
	if (node.name !== undefined) return node.name;
	const holder = node.parent;
	return ts.isVariableDeclaration(holder) || ts.isPropertyAssignment(holder) || ts.isPropertyDeclaration(holder) ? holder.name : undefined;
}
