import { ts } from '../../../parse/typescript/compiler.ts';
import type { CodeContext } from '../context.ts';
import { packagesOf } from '../handling/site.ts';
import { bare, calledName } from '../promises/chains.ts';
import { evaluate } from '../value/evaluate.ts';
import { staticName } from '../value/object-shape.ts';
import { alternatives } from '../value/value.ts';
import { lastName } from '../last-name.ts';

/** Packages that let no more than so many run at a time. */
export const LIMITERS = /^(?:@[\w.-]+\/)?(?:p-limit|p-map|p-queue|p-all|p-throttle|bottleneck|async|async-sema|promise-pool|es6-promise-pool|tiny-async-pool|plugin-throttling|fastq|bluebird|p-ratelimit|limiter|opossum)$/;
const LIMITS_MANY = /limit|throttle|semaphore|mutex|concurren|pool|batch|chunk|series|sequential|^p(?:Map|All|Each)$/i;
const BY_PACKAGE = /^p(?:Map|Each)$/;
/** A number of those that may run together, by the name of a setting. */
const NUMBER = /^(?:concurrency|maxConcurren\w*|limit|batchSize|chunkSize|parallel(?:ism)?|poolSize|size|workers)$/;
/** Names under which functions of a repository go through a collection; whether they limit, their code says. */
const GOES_THROUGH = /^(?:map|each|all|run|process|for|parallel|execute|work)\w*$/i;

/** Work for each element of a collection that is handed to something that limits it. */
export interface LimitedWork {
	readonly over: ts.Expression;
	readonly each: ts.Expression;
	readonly limiter: string;
	/** Told no number, it lets all run at once. */
	readonly unlimited: boolean;
}

/** The collection and the work that a call of a limiter is given: one by one, or in an object. */
export function limitedWork(call: ts.CallExpression, context: CodeContext): LimitedWork | undefined {
	const name = lastName(call.expression);
	const given = call.arguments.length === 1 ? named(call.arguments[0]) : inOrder(call, name);
	if (given === undefined || !(given.told === true || LIMITS_MANY.test(name) || (GOES_THROUGH.test(name) && limitsInside(call, context)))) return undefined;
	const { options } = given;
	const told = options !== undefined && (!ts.isObjectLiteralExpression(options) || /\bconcurrency\b|\.\.\./.test(options.getText()));
	return { over: given.over, each: given.each, limiter: calledName(call.expression), unlimited: BY_PACKAGE.test(name) && !told };
}

interface Given extends Pick<LimitedWork, 'over' | 'each'> {
	readonly options?: ts.Expression | undefined;
	/** How many may run together is said here, whatever the function is called. */
	readonly told?: boolean;
}

/** `runInBatches(rows, 10, send)`: a function that has its own name is the work where the limiter is one of a package. */
function inOrder(call: ts.CallExpression, name: string): Given | undefined {
	const [over, ...rest] = call.arguments;
	if (over === undefined || isFunction(over)) return undefined;
	const [second] = rest;
	const each = rest.find(isFunction) ?? (BY_PACKAGE.test(name) && second !== undefined && !ts.isObjectLiteralExpression(second) ? second : undefined);
	return each === undefined ? undefined : { over, each, options: rest.find((argument) => argument !== each) };
}

/** `runAll({ items: rows, concurrency: 5, run: send })`. */
function named(argument: ts.Expression | undefined): Given | undefined {
	if (argument === undefined || !ts.isObjectLiteralExpression(argument)) return undefined;
	const members = argument.properties.flatMap((property) => (ts.isPropertyAssignment(property) ? [{ name: staticName(property.name) ?? '', value: property.initializer }] : ts.isShorthandPropertyAssignment(property) ? [{ name: property.name.text, value: property.name }] : []));
	const each = members.find(({ value }) => isFunction(value))?.value ?? members.find(({ name }) => /^(?:run|task|worker|fn|mapper|process|handler|each|iteratee)$/.test(name))?.value;
	const over = members.find(({ name, value }) => value !== each && !NUMBER.test(name) && !isFunction(value))?.value;
	return each !== undefined && over !== undefined && members.some(({ name }) => NUMBER.test(name)) ? { over, each, told: members.some(({ name }) => /^(?:max)?concurrency$/i.test(name)) } : undefined;
}

/** A function of the repository that hands its work on to a limiter. */
function limitsInside(call: ts.CallExpression, context: CodeContext): boolean {
	const callee = bare(call.expression);
	// A method of a collection is none of the repository.
	if (ts.isPropertyAccessExpression(callee) && !/^[a-z]\w*$/i.test(callee.expression.getText())) return false;
	return alternatives(evaluate(callee, context.frame)).some((value) => value.kind === 'function' && limits(value.node, { ...context, frame: value.frame }));
}

const known = new WeakMap<ts.Node, boolean>();

function limits(fn: ts.Node, context: CodeContext): boolean {
	const kept = known.get(fn);
	if (kept !== undefined) return kept;
	let found = false;
	const visit = (node: ts.Node): void => {
		if (found) return;
		found = (ts.isCallExpression(node) && /^p(?:Map|All|Limit|Each)$/.test(lastName(node.expression))) || (ts.isNewExpression(node) && packagesOf(evaluate(node.expression, context.frame)).some((from) => LIMITERS.test(from)));
		if (!found) ts.forEachChild(node, visit);
	};
	visit(fn);
	known.set(fn, found);
	return found;
}

function isFunction(node: ts.Node): boolean {
	return ts.isArrowFunction(node) || ts.isFunctionExpression(node);
}

