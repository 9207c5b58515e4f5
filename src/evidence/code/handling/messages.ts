import { ts } from '../../../parse/typescript/compiler.ts';
import type { CodeContext } from '../context.ts';
import { evaluate } from '../value/evaluate.ts';
import { nodesIn } from './calls.ts';
import { type Site, type Work, calleeName, option, packagesOf, receiver, textOf, workOf, workOfValue } from './site.ts';
import { lastName } from '../last-name.ts';

interface Rule {
	/** Packages that the receiver or constructor must come from. */
	readonly from: RegExp;
	readonly kind: 'consumer' | 'job';
	/** Positions of the name and of the function among the arguments, or the option that holds it. */
	readonly name: number | string;
	readonly work: number | readonly string[];
	/** Accepts an untyped receiver with such a name. */
	readonly named?: RegExp;
	/** Name of the framework when it is not the package's. */
	readonly framework?: string;
}

/** Sources: the README of each package. By method or constructor name. */
const CALLS: Readonly<Record<string, readonly Rule[]>> = {
	process: [{ from: /^bull$/, kind: 'consumer', name: 0, work: -1, named: /queue$/i, framework: 'bull' }],
	run: [{ from: /^kafkajs$|^@confluentinc\/kafka/, kind: 'consumer', name: 'topic', work: ['eachMessage', 'eachBatch'], named: /consumer$/i, framework: 'kafkajs' }],
	consume: [{ from: /^amqplib|^amqp-connection-manager$/, kind: 'consumer', name: 0, work: 1, named: /^(?:ch|channel)\w*$|Channel$/, framework: 'amqplib' }],
	create: [{ from: /^sqs-consumer$/, kind: 'consumer', name: 'queueUrl', work: ['handleMessage', 'handleMessageBatch'] }],
	work: [{ from: /^pg-boss$/, kind: 'consumer', name: 0, work: -1, named: /boss$/i, framework: 'pg-boss' }],
	schedule: [{ from: /^node-cron$|^cron$/, kind: 'job', name: 0, work: 1, named: /^cron$/i, framework: 'node-cron' }],
	define: [{ from: /^agenda$|^@hokify\/agenda$/, kind: 'job', name: 0, work: -1, named: /^agenda$/i, framework: 'agenda' }],
	scheduleJob: [{ from: /^node-schedule$/, kind: 'job', name: 0, work: -1, named: /^schedule$/i, framework: 'node-schedule' }],
	from: [{ from: /^cron$/, kind: 'job', name: 'cronTime', work: ['onTick'] }],
};
const MADE: Readonly<Record<string, readonly Rule[]>> = {
	Worker: [{ from: /^bullmq$|^@taskforcesh\/bullmq-pro$/, kind: 'consumer', name: 0, work: 1 }],
	CronJob: [{ from: /^cron$/, kind: 'job', name: 0, work: 1 }],
	Cron: [{ from: /^croner$/, kind: 'job', name: 0, work: -1 }],
};

/** Queue consumers and scheduled jobs that are registered by a call. */
export function messageSite(node: ts.CallExpression | ts.NewExpression, context: CodeContext): Site | undefined {
	const name = calleeName(node);
	if (name === undefined) return undefined;
	if (name === 'setInterval' && ts.isCallExpression(node)) return interval(node, context);
	const rules = (ts.isNewExpression(node) ? MADE : CALLS)[name];
	if (rules === undefined || !Object.hasOwn(ts.isNewExpression(node) ? MADE : CALLS, name)) return undefined;
	const origin = originOf(node, context);
	const rule = rules.find(({ from, named }) => origin.packages.some((candidate) => from.test(candidate)) || (origin.packages.length === 0 && named?.test(origin.name) === true));
	return rule === undefined ? undefined : registered(node, rule, origin, context);
}

function registered(node: ts.CallExpression | ts.NewExpression, rule: Rule, origin: Origin, context: CodeContext): Site | undefined {
	const given = node.arguments ?? [];
	const [first] = given;
	const work = typeof rule.work === 'number' ? workOf(given.at(rule.work), context) : rule.work.map((key) => workOfValue(option(first, key, context.frame))).find((found) => found !== undefined);
	// `new Worker(name, './sandboxed.js')` and an untyped receiver without a function in sight tell nothing.
	if (work === undefined && (origin.packages.length === 0 || given.length === 0)) return undefined;
	const route = typeof rule.name === 'number' ? textOf(given[rule.name], context.frame) : optionText(first, rule.name, context);
	const framework = rule.framework ?? origin.packages.find((candidate) => rule.from.test(candidate)) ?? origin.name;
	return { kind: rule.kind, framework, route, node, until: node.expression, work };
}

function optionText(node: ts.Node | undefined, name: string, context: CodeContext): string {
	const value = option(node, name, context.frame);
	return value?.kind === 'literal' && typeof value.value === 'string' ? value.value : '';
}

interface Origin {
	readonly packages: readonly string[];
	readonly name: string;
}

function originOf(node: ts.CallExpression | ts.NewExpression, context: CodeContext): Origin {
	const on = ts.isNewExpression(node) ? node.expression : (receiver(node) ?? node.expression);
	const name = lastName(on);
	return { packages: packagesOf(evaluate(on, context.frame)), name };
}

/** A timer that runs for as long as the process does: at module level, or kept by nobody. */
function interval(node: ts.CallExpression, context: CodeContext): Site | undefined {
	const top = ts.findAncestor(node.parent, (ancestor) => ts.isFunctionLike(ancestor) || ts.isSourceFile(ancestor));
	if (top === undefined || !ts.isSourceFile(top) || !ts.isIdentifier(node.expression)) return undefined;
	const work = workOf(node.arguments[0], context);
	// A timer that only counts or sweeps memory is no job.
	return work === undefined || !doesAwait(work) ? undefined : { kind: 'job', framework: 'setInterval', route: '', node, until: node.expression, work };
}

function doesAwait(work: Work): boolean {
	for (const node of nodesIn(work.node)) if (ts.isAwaitExpression(node) || (ts.isCallExpression(node) && calleeName(node) === 'then')) return true;
	return false;
}
