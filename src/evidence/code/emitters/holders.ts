import { ts } from '../../../parse/typescript/compiler.ts';
import { type Declaration, declarationOf } from '../../../parse/typescript/scope.ts';
import type { CodeContext } from '../context.ts';
import { unwrapped } from '../handling/site.ts';

/** A name under which code of one file reaches a value: a variable, or a member of `this`. */
export interface Holder {
	/** As the code writes it: `pool`, `this._child`. */
	readonly name: string;
	/** The variable, or the class whose member it is. */
	readonly of: Declaration | ts.ClassLikeDeclaration;
	/** Every place where the name stands, that of its declaration left out. */
	readonly uses: readonly ts.Expression[];
}

interface Names {
	readonly variables: ReadonlyMap<string, readonly ts.Identifier[]>;
	readonly members: ReadonlyMap<string, readonly ts.PropertyAccessExpression[]>;
}

const indexed = new WeakMap<CodeContext, Names>();

/** Names of a file by their text, found in one walk. */
function namesIn(context: CodeContext): Names {
	const known = indexed.get(context);
	if (known !== undefined) return known;
	const names = {
		variables: Map.groupBy(context.nodesOf(ts.isIdentifier), ({ text }) => text),
		members: Map.groupBy(context.nodesOf(ts.isPropertyAccessExpression).filter(({ expression }) => expression.kind === ts.SyntaxKind.ThisKeyword), ({ name }) => name.text),
	};
	indexed.set(context, names);
	return names;
}

/** What keeps the value of an expression: `const x = …`, `this.x = …`, `x = …`, a field with an initial value. */
export function holderOf(node: ts.Expression, context: CodeContext): Holder | undefined {
	const outer = outermost(node);
	const holder = outer.parent;
	if (ts.isVariableDeclaration(holder) && holder.initializer === outer && ts.isIdentifier(holder.name)) return variable(holder.name.text, holder, context);
	if (ts.isPropertyDeclaration(holder) && holder.initializer === outer && ts.isClassLike(holder.parent)) return member(holder.name.getText(context.module.sourceFile), holder.parent, context);
	if (!ts.isBinaryExpression(holder) || holder.right !== outer || !isAssignment(holder.operatorToken.kind)) return undefined;
	return holderNamed(holder.left, context);
}

/** The holder that an expression names: `pool` or `this.pool`. */
export function holderNamed(node: ts.Expression, context: CodeContext): Holder | undefined {
	if (ts.isIdentifier(node)) {
		const declaration = declarationOf(node.text, node);
		return declaration === undefined ? undefined : variable(node.text, declaration, context);
	}
	if (!ts.isPropertyAccessExpression(node) || node.expression.kind !== ts.SyntaxKind.ThisKeyword) return undefined;
	const owner = ts.findAncestor(node, ts.isClassLike);
	return owner === undefined ? undefined : member(node.name.text, owner, context);
}

function isAssignment(kind: ts.SyntaxKind): boolean {
	return kind === ts.SyntaxKind.EqualsToken || kind === ts.SyntaxKind.QuestionQuestionEqualsToken || kind === ts.SyntaxKind.BarBarEqualsToken;
}

function variable(name: string, declaration: Declaration, context: CodeContext): Holder {
	const uses = (namesIn(context).variables.get(name) ?? []).filter((use) => use.parent !== declaration && isRead(use) && declarationOf(name, use) === declaration);
	return { name, of: declaration, uses };
}

/** A name that stands for the variable: no key, no member of something else. */
function isRead(use: ts.Identifier): boolean {
	const { parent } = use;
	if (ts.isPropertyAccessExpression(parent)) return parent.expression === use;
	if (ts.isPropertyAssignment(parent)) return parent.initializer === use;
	return !ts.isBindingElement(parent) || parent.initializer === use;
}

function member(name: string, owner: ts.ClassLikeDeclaration, context: CodeContext): Holder {
	const uses = (namesIn(context).members.get(name) ?? []).filter((use) => ts.findAncestor(use, ts.isClassLike) === owner);
	return { name: `this.${name}`, of: owner, uses };
}

/** The expression with the parentheses, casts and `await` around it. */
export function outermost(node: ts.Expression): ts.Expression {
	let outer = node;
	while (
		ts.isParenthesizedExpression(outer.parent) || ts.isAsExpression(outer.parent) || ts.isNonNullExpression(outer.parent) ||
		ts.isSatisfiesExpression(outer.parent) || ts.isTypeAssertionExpression(outer.parent) || ts.isAwaitExpression(outer.parent)
	) {
		outer = outer.parent;
	}
	return outer;
}

/** The statement by which an expression is given its only name: `const x = …;` or `this.x = …;`. */
export function statementOf(node: ts.Expression): ts.Statement | undefined {
	const holder = outermost(node).parent;
	if (ts.isVariableDeclaration(holder)) {
		const list = holder.parent;
		return ts.isVariableDeclarationList(list) && list.declarations.length === 1 && ts.isVariableStatement(list.parent) && inBlock(list.parent) ? list.parent : undefined;
	}
	return ts.isBinaryExpression(holder) && ts.isExpressionStatement(holder.parent) && inBlock(holder.parent) ? holder.parent : undefined;
}

function inBlock({ parent }: ts.Statement): boolean {
	return ts.isBlock(parent) || ts.isSourceFile(parent);
}

/** What gives a value, without its arguments: `new Pool`, `connect`, `Shared.subscriber`. */
export function originText(value: ts.Expression): string {
	const node = unwrapped(ts.isAwaitExpression(value) ? value.expression : value);
	const text = ts.isCallExpression(node) || ts.isNewExpression(node) ? node.expression.getText() : node.getText();
	return `${ts.isNewExpression(node) ? 'new ' : ''}${text.replaceAll(/\s/g, '').slice(0, 60)}`;
}

/** What a holder was given, by its declaration or the first assignment to it. */
export function originOf({ name, of }: Holder, context: CodeContext): string {
	if (ts.isVariableDeclaration(of) && of.initializer !== undefined && !isNothing(of.initializer)) return originText(of.initializer);
	const field = ts.isClassLike(of) ? of.members.find((candidate) => ts.isPropertyDeclaration(candidate) && `this.${candidate.name.getText()}` === name) : undefined;
	if (field !== undefined && ts.isPropertyDeclaration(field) && field.initializer !== undefined && !isNothing(field.initializer)) return originText(field.initializer);
	const write = context.nodesOf(ts.isBinaryExpression).find(({ left, right, operatorToken }) => isAssignment(operatorToken.kind) && !isNothing(right) && left.getText() === name && holderNamed(left, context)?.of === of);
	return write === undefined ? '' : originText(write.right);
}

/** A place kept free for later. */
function isNothing(node: ts.Expression): boolean {
	return node.kind === ts.SyntaxKind.NullKeyword || (ts.isIdentifier(node) && node.text === 'undefined');
}
