import { ts } from '../../../parse/typescript/compiler.ts';
import type { Deadline } from '../../facts.ts';
import { deeper, evaluate } from '../value/evaluate.ts';
import { type Frame, type Value, alternatives } from '../value/value.ts';
import { calleeName } from './call-index.ts';
import { KNEX_BOUNDS, KNEX_STARTS } from '../clients/knex.ts';
import { chainMethods } from './enclosing.ts';
import { identifyMade } from './identify.ts';

/**
 * A query that starts at a knex instance. Its bound is chained to it; without one the instance's settings decide, which
 * are about connections only or not to be seen: no rule objects to that by itself, but one that was there can be missed.
 */
export function knexQuery(call: ts.CallExpression, frame: Frame): Deadline | undefined {
	const receiver = startOf(call, frame);
	if (receiver === undefined || isPartOfAnother(call)) return undefined;
	const methods = [calleeName(call) ?? '', ...chainMethods(call)];
	if (methods.includes('transaction') || methods.includes('ref')) return undefined;
	return methods.some((name) => KNEX_BOUNDS.has(name)) ? { state: 'literal', reason: 'chained' } : { state: 'unknown', reason: 'client' };
}

function startOf(call: ts.CallExpression, frame: Frame): Value | undefined {
	const callee = call.expression;
	if (ts.isPropertyAccessExpression(callee) && KNEX_STARTS.has(callee.name.text)) return knexAmong(evaluate(callee.expression, deeper(frame)), frame);
	return ts.isIdentifier(callee) || ts.isPropertyAccessExpression(callee) ? knexAmong(evaluate(callee, deeper(frame)), frame) : undefined;
}

function knexAmong(value: Value, frame: Frame): Value | undefined {
	return alternatives(value).find((option) => isKnex(option, frame));
}

function isKnex(value: Value, frame: Frame): boolean {
	if (value.kind === 'typed') return value.type.kind === 'package' && value.type.name === 'knex' && value.type.path[0] !== undefined;
	return identifyMade(value, frame.module)?.client.client === 'knex';
}

/** `knex.raw('now()')` inside another query is not a query. */
function isPartOfAnother(call: ts.CallExpression): boolean {
	return ts.findAncestor(call.parent, (node) => ts.isCallExpression(node) || ts.isFunctionLike(node) || ts.isStatement(node))?.kind === ts.SyntaxKind.CallExpression && calleeName(call) === 'raw';
}

/** The table that a query is about, when it is written down. */
export function knexTarget(call: ts.CallExpression): string {
	const [first] = call.arguments;
	return first !== undefined && ts.isStringLiteralLike(first) && calleeName(call) !== 'raw' ? first.text : '';
}
