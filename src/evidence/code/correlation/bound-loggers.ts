import { declarationOf } from '../../../parse/typescript/scope.ts';
import { ts } from '../../../parse/typescript/compiler.ts';
import type { CodeContext } from '../context.ts';
import { calleeName, receiver, unwrapped } from '../handling/site.ts';
import { subjectOf } from '../subject.ts';
import { evaluate } from '../value/evaluate.ts';
import { type Value, alternatives } from '../value/value.ts';
import type { Found } from './handovers.ts';
import { idsIn } from './mentions.ts';
import { isLogIdName } from './names.ts';
import { lastName } from '../last-name.ts';

export const LOGGER = /^(?:log|logger|logging|\w*Log|\w*Logger)$/;
const LEVELS = new Set(['trace', 'debug', 'verbose', 'info', 'notice', 'log', 'warn', 'error', 'fatal', 'critical']);
const BINDS = /^(?:child|with|withContext|extend|bind)$/;

/** The log lines of each function together: is there a logger bound to an id that gives it to them? */
export function boundLoggers(context: CodeContext): Found[] {
	const lines = new Map<string, ts.CallExpression[]>();
	for (const node of context.nodes) {
		if (!ts.isCallExpression(node) || !isLine(node)) continue;
		const subject = subjectOf(node);
		const known = lines.get(subject) ?? [];
		lines.set(subject, [...known, node]);
	}
	return [...lines].flatMap(([subject, calls]) => (subject === '<module>' ? [] : together(calls, context)));
}

function isLine(node: ts.CallExpression): boolean {
	const on = receiver(node);
	return on !== undefined && LEVELS.has(calleeName(node) ?? '') && LOGGER.test(lastName(on));
}

function together(calls: readonly ts.CallExpression[], context: CodeContext): Found[] {
	const [first, ...others] = calls;
	if (first === undefined) return [];
	const receivers = calls.map((call) => receiver(call)).filter((on) => on !== undefined);
	const ids = [...new Set(receivers.flatMap((on) => boundIds(on, context)))];
	// A line that names an id itself, or a logger that we cannot look into, may be how the function does it.
	const hidden = calls.some((call) => idsIn(call.arguments, isLogIdName).length > 0) || receivers.map((on) => evaluate(on, context.frame)).some((value) => value.kind === 'unknown' || isBound(value));
	return [{ kind: 'logger', name: 'logger', node: first, until: first.expression, others, state: ids.length > 0 ? 'passed' : hidden ? 'unknown' : 'absent', ids }];
}

/** The ids that a logger was given when it was made: `logger.child({ jobId })`. */
export function boundIds(on: ts.Expression, context: CodeContext): string[] {
	const made = alternatives(evaluate(on, context.frame)).flatMap((value) => (value.kind === 'result' ? [value.call] : []));
	const here = initializerOf(on);
	return [...new Set([...made, ...(here === undefined ? [] : [here])].filter((call) => BINDS.test(calleeName(call) ?? '')).flatMap((call) => idsIn(call.arguments, isLogIdName)))];
}

/** The call that made a logger which is a variable here, whatever the logger behind it is. */
function initializerOf(on: ts.Expression): ts.CallExpression | undefined {
	if (ts.isCallExpression(on)) return on;
	const declaration = ts.isIdentifier(on) ? declarationOf(on.text, on) : undefined;
	if (declaration === undefined || !ts.isVariableDeclaration(declaration) || declaration.initializer === undefined) return undefined;
	const initializer = unwrapped(declaration.initializer);
	return ts.isCallExpression(initializer) ? initializer : undefined;
}

/** A logger that was given fields before: `logger.child({ jobId })`, `createScopedLogger().with(…)`, one that came as an argument. */
export function isBound(value: Value): boolean {
	if (value.kind === 'parameter' || (value.kind === 'member' && value.of.kind === 'parameter')) return true;
	return value.kind === 'result' && BINDS.test(calleeName(value.call) ?? '');
}
