import { ts } from '../../../parse/typescript/compiler.ts';
import type { Handler } from '../../facts.ts';
import type { CodeContext } from '../context.ts';
import { evaluate, memberOf } from '../value/evaluate.ts';
import { property } from '../value/object-shape.ts';
import { type Frame, type Value, alternatives } from '../value/value.ts';

/** The function that does a handler's work. */
export type Work = Extract<Value, { readonly kind: 'function' }>;

/** A place where a handler, consumer or job is registered. */
export interface Site {
	readonly kind: Handler['kind'];
	/** `express`, `fastify`, `bullmq`, `node-cron` … */
	readonly framework: string;
	/** `POST /orders`, a topic, a schedule; empty when it cannot be read. */
	readonly route: string;
	/** The registration; a fact stands from its start to `until`. */
	readonly node: ts.Node;
	readonly until: ts.Node;
	/** Undefined when the function comes from where we cannot look. */
	readonly work: Work | undefined;
}

/** `app.get` -> `get`; a plain call's own name. */
export function calleeName(node: ts.CallExpression | ts.NewExpression): string | undefined {
	const callee = unwrapped(node.expression);
	if (ts.isIdentifier(callee)) return callee.text;
	return ts.isPropertyAccessExpression(callee) ? callee.name.text : undefined;
}

/** The object that a method is called on. */
export function receiver(node: ts.CallExpression): ts.Expression | undefined {
	return ts.isPropertyAccessExpression(node.expression) ? node.expression.expression : undefined;
}

/** The expression inside parentheses and casts. */
export function unwrapped(node: ts.Expression): ts.Expression {
	return ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isNonNullExpression(node) || ts.isSatisfiesExpression(node) ? unwrapped(node.expression) : node;
}

/** The packages that a value comes from: `express().get` and `router: Router` of express both give `express`. */
export function packagesOf(value: Value): string[] {
	return alternatives(value).flatMap((origin) => {
		switch (origin.kind) {
			case 'package':
				return [origin.name];
			case 'instance':
			case 'result':
			case 'member':
				return packagesOf(origin.of);
			case 'typed':
				return packagesOf(origin.type);
			case 'class':
				return parentPackages(origin.node, origin.frame);
			default:
				return [];
		}
	});
}

function parentPackages(node: ts.ClassLikeDeclaration, frame: Frame): string[] {
	const parent = node.heritageClauses?.find((clause) => clause.token === ts.SyntaxKind.ExtendsKeyword)?.types[0];
	return parent === undefined ? [] : packagesOf(evaluate(parent.expression, frame));
}

/** Text that is known, with `{}` for unknown parts; empty when nothing is known. */
export function textOf(node: ts.Node | undefined, frame: Frame): string {
	if (node === undefined || !ts.isExpression(node)) return '';
	const value = evaluate(node, frame);
	if (value.kind === 'literal' && typeof value.value === 'string') return value.value;
	return value.kind === 'text' ? value.pattern : '';
}

/** A property of an options argument, through variables and spreads. */
export function option(node: ts.Node | undefined, name: string, frame: Frame): Value | undefined {
	if (node === undefined || !ts.isExpression(node)) return undefined;
	const object = alternatives(evaluate(node, frame)).find((value) => value.kind === 'object');
	return object === undefined ? undefined : property(object, name);
}

/** The function behind an expression: itself, a named one, or what a wrapper such as `asyncHandler(fn)` was given. */
export function workOf(node: ts.Node | undefined, context: CodeContext): Work | undefined {
	if (node === undefined || !ts.isExpression(node)) return undefined;
	return workOfValue(evaluate(node, context.frame)) ?? wrappedWork(unwrapped(node), context);
}

/** The function among the alternatives of a value; a class or object counts by its `handle`-like method. */
export function workOfValue(value: Value | undefined): Work | undefined {
	if (value === undefined) return undefined;
	return alternatives(value).find((candidate): candidate is Work => candidate.kind === 'function');
}

function wrappedWork(node: ts.Expression, context: CodeContext): Work | undefined {
	if (ts.isCallExpression(node)) {
		const bound = ts.isPropertyAccessExpression(node.expression) && node.expression.name.text === 'bind' ? workOf(node.expression.expression, context) : undefined;
		return bound ?? node.arguments.map((argument) => workOf(argument, context)).find((work) => work !== undefined);
	}
	if (ts.isArrayLiteralExpression(node)) return workOf(node.elements.at(-1), context);
	if (ts.isPropertyAccessExpression(node)) return workOfValue(memberOf(evaluate(node.expression, context.frame), node.name.text, context.frame));
	return undefined;
}
