import { ts } from '../../../parse/typescript/compiler.ts';
import type { HeldWork } from '../../facts.ts';
import type { CodeContext } from '../context.ts';
import { callsIn } from '../errors/calls.ts';
import { calleeName } from '../outbound/call-index.ts';
import { dottedName } from '../retries/dotted-name.ts';
import { enclosingFunction } from '../subject.ts';
import { evaluate } from '../value/evaluate.ts';
import { type FunctionNode, alternatives } from '../value/value.ts';

/** Code during which a transaction or a lock is held. */
export interface Held {
	readonly holder: HeldWork['holder'];
	readonly by: string;
	/** The call that opens it. */
	readonly call: ts.CallExpression;
	readonly head: ts.Expression;
	readonly code: ts.Node;
	/** The part of the code, by offsets. */
	readonly from: number;
	readonly to: number;
}

/** Methods that run a function in a transaction. */
const RUNS = /^(?:\$transaction|transaction|withTransaction|runTransaction|inTransaction|runInTransaction|transactional|\$transactional)$/;
/** Packages of which `transaction(fn)` is about spans, not about a database. */
const OTHER = /sentry|apm|newrelic|elastic|span|tracer|scope|Y\.|yjs|editor|view/i;
const LOCKED = /^(?:runExclusive|withLock|withMutex|withAdvisoryLock|withRedisLock|withDistributedLock|runWithLock|usingLock)$/;
const OPENS = /^\s*(?:begin|start\s+transaction)\b/i;
const CLOSES = /^\s*(?:commit|rollback|end)\b/i;
const STARTS = /^(?:startTransaction|beginTransaction)$/;
const ENDS = /^(?:commit|rollback|commitTransaction|rollbackTransaction|abortTransaction)$/;

/** The stretches of a file during which a transaction or a lock is held. */
export function heldIn(context: CodeContext): Held[] {
	return context.nodesOf(ts.isCallExpression).flatMap((call) => {
		const name = calleeName(call);
		if (name === undefined) return [];
		if (RUNS.test(name)) return callback(call, 'transaction', context) ?? unmanaged(call) ?? [];
		if (LOCKED.test(name) || isRedlock(call, name)) return callback(call, 'lock', context) ?? [];
		return opens(call, name) ? (untilClosed(call) ?? []) : [];
	});
}

function isRedlock(call: ts.CallExpression, name: string): boolean {
	return name === 'using' && ts.isPropertyAccessExpression(call.expression) && /lock/i.test(call.expression.expression.getText());
}

/** `prisma.$transaction(async (tx) => …)`: the function is here, or is a function of this file. */
function callback(call: ts.CallExpression, holder: HeldWork['holder'], context: CodeContext): Held | undefined {
	if (ts.isPropertyAccessExpression(call.expression) && OTHER.test(call.expression.expression.getText())) return undefined;
	if (ts.isIdentifier(call.expression) && holder === 'transaction' && calleeName(call) === 'transaction' && !/knex|db|sql|prisma|drizzle/i.test(call.getSourceFile().text.slice(0, 4000))) return undefined;
	const given = call.arguments.flatMap((argument) => functionOf(argument, context));
	const [code] = given;
	if (code?.body === undefined || code.getSourceFile() !== call.getSourceFile()) return undefined;
	return { holder, by: dottedName(call.expression), call, head: call.expression, code: code.body, from: code.body.getStart(), to: code.body.end };
}

function functionOf(argument: ts.Expression, context: CodeContext): FunctionNode[] {
	if (ts.isArrowFunction(argument) || ts.isFunctionExpression(argument)) return [argument];
	if (!ts.isIdentifier(argument)) return [];
	return alternatives(evaluate(argument, context.frame)).flatMap((value) => (value.kind === 'function' ? [value.node] : []));
}

/** `const t = await sequelize.transaction(); …; await t.commit();`. */
function unmanaged(call: ts.CallExpression): Held | undefined {
	if (!ts.isAwaitExpression(call.parent) || !ts.isVariableDeclaration(call.parent.parent)) return undefined;
	const { name } = call.parent.parent;
	if (!ts.isIdentifier(name)) return undefined;
	const variable = name.text;
	return stretch(call, (inner) => ts.isPropertyAccessExpression(inner.expression) && inner.expression.expression.getText() === variable && ENDS.test(inner.expression.name.text));
}

/** `client.query('BEGIN')`, `queryRunner.startTransaction()`. */
function opens(call: ts.CallExpression, name: string): boolean {
	if (STARTS.test(name)) return ts.isPropertyAccessExpression(call.expression) && !OTHER.test(call.expression.expression.getText());
	return /^(?:query|execute|raw|exec)$/.test(name) && OPENS.test(textOf(call.arguments[0]));
}

function textOf(node: ts.Expression | undefined): string {
	return node !== undefined && ts.isStringLiteralLike(node) ? node.text : '';
}

function untilClosed(call: ts.CallExpression): Held | undefined {
	const on = ts.isPropertyAccessExpression(call.expression) ? call.expression.expression.getText() : '';
	return stretch(call, (inner) => {
		if (!ts.isPropertyAccessExpression(inner.expression) || inner.expression.expression.getText() !== on) return false;
		return ENDS.test(inner.expression.name.text) || CLOSES.test(textOf(inner.arguments[0]));
	});
}

/** From a call to the first one after it that ends what it opened, in the same function. */
function stretch(call: ts.CallExpression, ends: (inner: ts.CallExpression) => boolean): Held | undefined {
	const around = enclosingFunction(call);
	const code = around?.body;
	if (code === undefined || code === null) return undefined;
	const closing = callsIn(code).find((inner) => ts.isCallExpression(inner) && inner.getStart() > call.end && ends(inner));
	if (closing === undefined) return undefined;
	return { holder: 'transaction', by: dottedName(call.expression), call, head: call.expression, code, from: call.end, to: closing.getStart() };
}
