import { ts } from '../../../parse/typescript/compiler.ts';
import { declarationOf } from '../../../parse/typescript/scope.ts';
import { nodesIn } from '../handling/calls.ts';
import { calleeName, packagesOf, receiver, unwrapped } from '../handling/site.ts';
import { evaluate } from '../value/evaluate.ts';
import { type Frame, alternatives } from '../value/value.ts';

/** Calls that return a span which somebody has to end. */
const RETURNS = /^(?:#?startSpan|startInactiveSpan|startChild|startTransaction)$/;
/** Calls that run a function with a span which that function has to end. */
const RUNS = /^(?:startActiveSpan|startSpanManual)$/;
/** What a repository calls its own functions that make one. */
const BY_NAME = /^[_#]?(?:start|create|make|begin|open|new|build)\w*Span$/;
const TRACING = /^(?:@opentelemetry\/|@sentry\/|dd-trace|opentracing|jaeger-client|elastic-apm-node)/;

export type Callback = ts.ArrowFunction | ts.FunctionExpression;

/** A call that makes a span by hand. */
export interface Made {
	readonly call: ts.CallExpression;
	/** The function that runs with it, where there is one. */
	readonly callback: Callback | undefined;
	/** `library`: a tracing library's own call; `repository`: one that the repository wraps; `unknown`. */
	readonly by: 'library' | 'repository' | 'unknown';
}

const CACHE = new WeakMap<ts.Node, Made | false>();

/** The span that a call makes; undefined for any other call. */
export function madeSpan(call: ts.CallExpression, frame: Frame): Made | undefined {
	const known = CACHE.get(call);
	if (known !== undefined) return known === false ? undefined : known;
	const made = find(call, frame);
	CACHE.set(call, made ?? false);
	return made;
}

function find(call: ts.CallExpression, frame: Frame): Made | undefined {
	const name = calleeName(call) ?? '';
	const runs = RUNS.test(name);
	if (!runs && !RETURNS.test(name)) return BY_NAME.test(name) && returnsSpan(call, frame) ? { call, callback: undefined, by: 'repository' } : undefined;
	if (/^start(?:Transaction|Child)$/.test(name) && !/sentry|apm|tracer|transaction|span|hub|scope/i.test(receiver(call)?.getText() ?? '')) return undefined;
	const last = call.arguments.at(-1);
	const inner = last === undefined ? undefined : unwrapped(last);
	const callback = inner !== undefined && (ts.isArrowFunction(inner) || ts.isFunctionExpression(inner)) ? inner : undefined;
	if (runs && callback === undefined) return undefined;
	// `Sentry.startSpan(options, fn)` ends the span itself.
	if (!runs && (callback !== undefined || call.arguments.length === 0)) return undefined;
	return { call, callback, by: makerOf(call, frame) };
}

/** Does a function of the repository hand out a span that it makes? */
function returnsSpan(call: ts.CallExpression, frame: Frame): boolean {
	return alternatives(evaluate(call.expression, frame)).some((callee) => {
		if (callee.kind !== 'function' || callee.node.body === undefined) return false;
		if (!ts.isBlock(callee.node.body)) return makes(unwrapped(callee.node.body));
		const returned = callee.node.body.statements.flatMap((statement) => (ts.isReturnStatement(statement) && statement.expression !== undefined ? [unwrapped(statement.expression)] : []));
		return returned.some((value) => makes(value) || (ts.isIdentifier(value) && madeAs(value)));
	});
}

function makes(node: ts.Expression): boolean {
	return ts.isCallExpression(node) && RETURNS.test(calleeName(node) ?? '');
}

/** `const span = tracer.startSpan('x'); …; return span`. */
function madeAs(name: ts.Identifier): boolean {
	const declaration = declarationOf(name.text, name);
	return declaration !== undefined && ts.isVariableDeclaration(declaration) && declaration.initializer !== undefined && makes(unwrapped(declaration.initializer));
}

function makerOf(call: ts.CallExpression, frame: Frame): Made['by'] {
	const callee = evaluate(call.expression, frame);
	if (alternatives(callee).some(({ kind }) => kind === 'function')) return 'repository';
	return packagesOf(callee).some((name) => TRACING.test(name)) ? 'library' : 'unknown';
}

/** Does the repository's own wrapper end the span that it makes? */
export function endsInWrapper(call: ts.CallExpression, frame: Frame): boolean {
	return alternatives(evaluate(call.expression, frame)).some((callee) => {
		if (callee.kind !== 'function') return false;
		for (const node of nodesIn(callee.node)) if (ts.isCallExpression(node) && /^(?:end|finish)$/.test(calleeName(node) ?? '')) return true;
		return false;
	});
}
