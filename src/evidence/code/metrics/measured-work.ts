import { ts } from '../../../parse/typescript/compiler.ts';
import type { MeasuredWork } from '../../facts/telemetry.ts';
import type { CodeContext } from '../context.ts';
import { nodesIn } from '../handling/calls.ts';
import { labelOf } from '../handling/entry.ts';
import { type Site, type Work, calleeName, packagesOf, unwrapped } from '../handling/site.ts';
import { sitesOf } from '../handling/sites.ts';
import { entryPoints } from '../handling/tasks.ts';
import { loggerUse } from '../logging/loggers.ts';
import { subjectOf } from '../subject.ts';
import { insideSpan, spanOf } from '../tracing/spans.ts';
import { evaluate } from '../value/evaluate.ts';
import { alternatives } from '../value/value.ts';
import { recorders, recordingOf } from './recordings.ts';

type By = MeasuredWork['by'][number];

const TELLS = /^(?:captureException|captureMessage|captureCheckIn|withMonitor|noticeError|reportError|recordException|notify)$/;
const CACHES = /^(?:lru-cache|node-cache|cache-manager|quick-lru|keyv|@isaacs\/ttlcache|memory-cache|cacheable)$/;
const MAX_FUNCTIONS = 12;

/** The `measuredWork` of a file: its jobs, consumers, tasks and caches, and what tells how they do. */
export function measuredWork(context: CodeContext): MeasuredWork[] {
	const background = sitesOf(context).filter(({ kind }) => kind !== 'http').map((site) => ofSite(site, context));
	const tasks = entryPoints(context).map(({ work, name }): MeasuredWork => ({ at: context.places.at(work.node.name ?? work.node), subject: name, kind: 'task', name, ...toldBy(work, context, '') }));
	return [...background, ...tasks, ...caches(context)];
}

function ofSite(site: Site, context: CodeContext): MeasuredWork {
	const name = labelOf(site);
	const told = site.work === undefined ? { by: [], elsewhere: true } : toldBy(site.work, context, site.framework);
	const wrapped = insideSpan(site.node, context.frame);
	return {
		at: context.places.at(site.node, site.until),
		subject: name,
		kind: site.kind === 'consumer' ? 'consumer' : 'job',
		name,
		by: sorted([...told.by, ...(wrapped ? (['span'] as const) : []), ...besides(site, context)]),
		elsewhere: told.elsewhere || isWrapped(site),
	};
}

/** `worker.on('failed', …)`: what the library tells, somebody passes on. */
function besides(site: Site, context: CodeContext): By[] {
	const holder = ts.isNewExpression(site.node) && ts.isVariableDeclaration(site.node.parent) ? site.node.parent.name.getText() : undefined;
	if (holder === undefined) return [];
	const found = new Set<By>();
	for (const call of context.nodesOf(ts.isCallExpression)) {
		if (!call.expression.getText().startsWith(`${holder}.on`)) continue;
		for (const node of nodesIn(call)) note(node, context, found);
	}
	return [...found];
}

/** Handed through a function that we may not know: `scheduled('sync', sync)`. */
function isWrapped({ node, work }: Site): boolean {
	if (work === undefined || !(ts.isCallExpression(node) || ts.isNewExpression(node))) return false;
	return (node.arguments ?? []).some((argument) => ts.isCallExpression(unwrapped(argument)));
}

function toldBy(work: Work, context: CodeContext, framework: string): Pick<MeasuredWork, 'by' | 'elsewhere'> {
	const found = new Set<By>();
	let elsewhere = false;
	const seen = new Set<ts.Node>([work.node]);
	for (const fn of seen) {
		for (const node of nodesIn(fn)) {
			note(node, context, found);
			if (ts.isCallExpression(node) && seen.size <= MAX_FUNCTIONS) elsewhere = follow(node, work, seen) || elsewhere;
		}
		if (seen.size > MAX_FUNCTIONS) elsewhere = true;
	}
	const span = spanOf(work, framework, context.profile);
	if (span === 'manual' || span === 'auto') found.add('span');
	return { by: sorted([...found]), elsewhere: elsewhere || span === 'unknown' };
}

/** Into functions of the repository; true where a call is given a function or is one that we cannot see. */
function follow(call: ts.CallExpression, work: Work, seen: Set<ts.Node>): boolean {
	const callees = alternatives(evaluate(call.expression, work.frame)).filter((value) => value.kind === 'function');
	for (const { node } of callees) seen.add(node);
	if (callees.length > 0 || !ts.isIdentifier(call.expression)) return false;
	return call.arguments.some((argument) => ts.isArrowFunction(argument)) && !/^set(?:Timeout|Interval|Immediate)$/.test(call.expression.text);
}

function note(node: ts.Node, context: CodeContext, found: Set<By>): void {
	if (!ts.isCallExpression(node)) return;
	const log = loggerUse(node, context);
	if (log !== undefined) found.add(/^(?:error|fatal|warn|critical)$/.test(log.level) ? 'failure-log' : 'log');
	else if (TELLS.test(calleeName(node) ?? '')) found.add('failure-log');
	else if (recordingOf(node, context.frame) !== undefined || recorders(node, context.frame).length > 0) found.add('metric');
}

function caches(context: CodeContext): MeasuredWork[] {
	if (!/cache|keyv|lru/i.test(context.module.sourceFile.text)) return [];
	const made = context.nodesOf(ts.isNewExpression).filter((node) => packagesOf(evaluate(node.expression, context.frame)).some((name) => CACHES.test(name)));
	const by: readonly By[] = made.length > 0 && context.nodesOf(ts.isCallExpression).some((node) => recordingOf(node, context.frame) !== undefined || recorders(node, context.frame).length > 0) ? ['metric'] : [];
	return made.map((node) => {
		const name = ts.isVariableDeclaration(node.parent) || ts.isPropertyDeclaration(node.parent) ? node.parent.name.getText() : (calleeName(node) ?? '');
		return { at: context.places.at(node, node.expression), subject: subjectOf(node), kind: 'cache', name, by, elsewhere: false };
	});
}

function sorted(by: readonly By[]): By[] {
	return [...new Set(by)].sort();
}

