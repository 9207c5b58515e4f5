import { ts } from '../../../parse/typescript/compiler.ts';
import type { Retry } from '../../facts.ts';
import type { CodeContext } from '../context.ts';
import { calleeName } from '../outbound/call-index.ts';
import { evaluate } from '../value/evaluate.ts';
import { type Shape, shapeOf } from '../value/object-shape.ts';
import { type Value, alternatives } from '../value/value.ts';
import { RETRY_LIBRARIES, type RetryLibrary } from './libraries.ts';

/** Retries that a library makes, with what it was told. */
export type Configured = Pick<Retry, 'library' | 'bound' | 'attempts' | 'backoff' | 'jitter'> & { readonly work: ts.Expression | undefined };

const IMPORTS = /['"](?:p-retry|async-retry|axios-retry|exponential-backoff|cockatiel|ts-retry-promise|bullmq|bull|@taskforcesh\/bullmq-pro)['"]/;

/** Cheap: does a file import anything that tries again by itself? */
export function importsRetries(sourceFile: ts.SourceFile): boolean {
	return IMPORTS.test(sourceFile.text);
}

export function configuredRetry(call: ts.CallExpression | ts.NewExpression, context: CodeContext): Configured | undefined {
	if (!/retry|backOff|^(?:add|addBulk|Queue)$/i.test(nameOf(call))) return undefined;
	const callee = evaluate(call.expression, context.frame);
	for (const value of alternatives(callee)) {
		const found = byLibrary(value, call, context) ?? byQueue(value, call, context);
		if (found !== undefined) return found;
	}
	return undefined;
}

function nameOf(call: ts.CallExpression | ts.NewExpression): string {
	if (ts.isCallExpression(call)) return calleeName(call) ?? '';
	return ts.isIdentifier(call.expression) ? call.expression.text : '';
}

function byLibrary(callee: Value, call: ts.CallExpression | ts.NewExpression, context: CodeContext): Configured | undefined {
	if (callee.kind !== 'package') return undefined;
	const name = callee.path.filter((part) => part !== 'default').join('.');
	const row = RETRY_LIBRARIES.find(({ packages, functions }) => packages.includes(callee.name) && Object.hasOwn(functions, name));
	const index = row?.functions[name];
	if (row === undefined || index === undefined) return undefined;
	const given = call.arguments ?? [];
	const work = row.work === undefined ? undefined : given[row.work];
	return { library: row.library, ...settingsOf(given[index], row, context), work };
}

function settingsOf(options: ts.Expression | undefined, row: RetryLibrary, context: CodeContext): Pick<Configured, 'bound' | 'attempts' | 'backoff' | 'jitter'> {
	const shape = options === undefined ? undefined : knownShape(options, context);
	const { otherwise } = row;
	if (options !== undefined && shape === undefined) return { bound: 'unknown', backoff: 'unknown', jitter: 'unknown' };
	const open = shape !== undefined && !shape.complete;
	const limit = valueOf(shape, row.limit);
	const forever = valueOf(shape, row.forever ?? []);
	const endless = (forever?.kind === 'literal' && forever.value === true) || isInfinite(limit);
	const attempts = attemptsIn(limit, row);
	const bound = endless ? 'absent' : limit !== undefined ? (attempts === undefined ? 'unknown' : 'bounded') : open || forever !== undefined ? 'unknown' : otherwise.attempts === 0 ? 'absent' : 'bounded';
	const number = endless ? undefined : (attempts ?? (limit === undefined && !open && otherwise.attempts > 0 ? otherwise.attempts : undefined));
	return { bound, ...(number === undefined ? {} : { attempts: number }), backoff: backoffOf(shape, row, open), jitter: jitterOf(shape, row, open) };
}

function knownShape(options: ts.Expression, context: CodeContext): Shape | undefined {
	const values = alternatives(evaluate(options, context.frame));
	const [only] = values;
	return values.length === 1 && only?.kind === 'object' ? shapeOf(only) : undefined;
}

function valueOf(shape: Shape | undefined, names: readonly string[]): Value | undefined {
	for (const name of names) {
		const value = shape?.entries.get(name);
		if (value !== undefined && !(value.kind === 'literal' && value.value === undefined)) return value;
	}
	return undefined;
}

function isInfinite(value: Value | undefined): boolean {
	return value?.kind === 'global' && /^(?:Infinity|Number\.(?:POSITIVE_INFINITY|MAX_SAFE_INTEGER|MAX_VALUE))$/.test(value.path.join('.'));
}

function attemptsIn(limit: Value | undefined, { total }: RetryLibrary): number | undefined {
	if (limit?.kind !== 'literal' || typeof limit.value !== 'number') return undefined;
	return total === true ? limit.value : limit.value + 1;
}

function backoffOf(shape: Shape | undefined, row: RetryLibrary, open: boolean): Retry['backoff'] {
	const said = row.delay.map((name) => valueOf(shape, [name])).filter((value) => value !== undefined);
	if (said.length === 0) return open ? 'unknown' : row.otherwise.backoff;
	if (said.some((value) => value.kind === 'literal' && value.value === 0) && row.otherwise.backoff === 'growing' && said.every((value) => value.kind === 'literal' && (value.value === 0 || value.value === 1))) return 'absent';
	return row.otherwise.backoff === 'growing' ? 'growing' : 'unknown';
}

function jitterOf(shape: Shape | undefined, row: RetryLibrary, open: boolean): Retry['jitter'] {
	const said = valueOf(shape, row.jitter ?? []);
	if (said === undefined) return open ? 'unknown' : row.otherwise.jitter;
	if (said.kind !== 'literal') return 'unknown';
	return said.value === true || said.value === 'full' ? 'present' : 'absent';
}

/** BullMQ tries at once unless told otherwise; a job takes what it is not told itself from its queue. */
function byQueue(callee: Value, call: ts.CallExpression | ts.NewExpression, context: CodeContext): Configured | undefined {
	const made = ts.isNewExpression(call) ? ({ kind: 'instance', of: callee, call, frame: context.frame } as const) : callee.kind === 'member' ? callee.of : undefined;
	if (made?.kind !== 'instance' || made.of.kind !== 'package' || !/^(?:bullmq|bull|@taskforcesh\/bullmq-pro)$/.test(made.of.name) || made.of.path.at(-1) === 'Worker') return undefined;
	const settings = made.call.arguments?.[1];
	const defaults = settings === undefined ? undefined : evaluate(settings, made.frame);
	const shape = defaults === undefined ? undefined : defaults.kind === 'object' ? shapeOf(defaults) : 'unknown';
	if (shape === 'unknown') return undefined;
	const jobs = shape?.entries.get('defaultJobOptions');
	const queue = jobs === undefined ? undefined : jobs.kind === 'object' ? shapeOf(jobs) : 'unknown';
	if (queue === 'unknown' || (shape !== undefined && !shape.complete && jobs === undefined)) return undefined;
	const own = ts.isNewExpression(call) ? undefined : call.arguments[2];
	const job = own === undefined ? undefined : knownShape(own, context);
	if (own !== undefined && job === undefined) return undefined;
	// The queue is told once where it is made; a job is a fact where it says something of its own.
	const said = ts.isNewExpression(call) ? queue : job;
	if (said === undefined || !said.entries.has('attempts')) return undefined;
	const limit = said.entries.get('attempts');
	const attempts = limit?.kind === 'literal' && typeof limit.value === 'number' ? limit.value : undefined;
	if (attempts !== undefined && attempts < 2) return undefined;
	const backoff = job?.entries.get('backoff') ?? queue?.entries.get('backoff');
	const open = [job, queue].some((part) => part !== undefined && !part.complete);
	return {
		library: made.of.name,
		bound: isInfinite(limit) ? 'absent' : attempts === undefined ? 'unknown' : 'bounded',
		...(attempts === undefined ? {} : { attempts }),
		backoff: backoff === undefined || (backoff.kind === 'literal' && backoff.value === 0) ? (open ? 'unknown' : 'absent') : queueBackoff(backoff),
		jitter: backoff?.kind === 'object' && shapeOf(backoff).entries.has('jitter') ? 'present' : 'absent',
		work: undefined,
	};
}

function queueBackoff(value: Value): Retry['backoff'] {
	if (value.kind === 'literal' && typeof value.value === 'number') return 'fixed';
	const type = value.kind === 'object' ? shapeOf(value).entries.get('type') : undefined;
	if (type?.kind !== 'literal') return 'unknown';
	return type.value === 'fixed' ? 'fixed' : type.value === 'exponential' ? 'growing' : 'unknown';
}
