import { ts } from '../../../parse/typescript/compiler.ts';
import type { Module } from '../../../parse/typescript/modules.ts';
import { declarationOf } from '../../../parse/typescript/scope.ts';
import { packagesOf } from '../handling/site.ts';
import { evaluate } from '../value/evaluate.ts';
import { staticName } from '../value/object-shape.ts';
import { type Declared, declaredAs } from './declarations.ts';

/** A type as it is written, or a class, with the module in which its names mean something. */
export interface Typed {
	readonly type: ts.TypeNode | ts.ClassLikeDeclaration | ts.InterfaceDeclaration;
	readonly module: Module;
}

/** A member of a type of the repository. */
export interface Member {
	readonly node: ts.TypeElement | ts.ClassElement | ts.ParameterDeclaration;
	readonly module: Module;
}

/** Types are followed this far from an expression. */
const MAX_DEPTH = 12;
/** Of these the first argument has the members that are asked for. */
const THROUGH = /^(?:Pick|Omit|Partial|Required|Readonly|NonNullable|Awaited|Promise|InstanceType)$/;

/** The declared type of an expression, without inference: annotations, classes, and the return types of what is called. */
export function typeOf(node: ts.Expression, module: Module, depth = 0): Typed | undefined {
	if (depth > MAX_DEPTH) return undefined;
	if (ts.isParenthesizedExpression(node) || ts.isNonNullExpression(node) || ts.isAwaitExpression(node)) return typeOf(node.expression, module, depth + 1);
	if (ts.isAsExpression(node) || ts.isSatisfiesExpression(node)) return { type: node.type, module };
	if (node.kind === ts.SyntaxKind.ThisKeyword) return thisType(node, module);
	if (ts.isIdentifier(node)) return nameType(node, module, depth);
	if (ts.isPropertyAccessExpression(node)) return memberType(typeOf(node.expression, module, depth + 1), node.name.text, depth + 1);
	if (ts.isNewExpression(node) && ts.isIdentifier(node.expression)) return declaredType(declaredAs(node.expression.text, node, module), depth + 1);
	return ts.isCallExpression(node) ? returnType(node.expression, module, depth + 1) : undefined;
}

function thisType(node: ts.Node, module: Module): Typed | undefined {
	const around = ts.findAncestor(node, ts.isClassLike);
	return around === undefined ? undefined : { type: around, module };
}

function nameType(node: ts.Identifier, module: Module, depth: number): Typed | undefined {
	const declaration = declarationOf(node.text, node);
	if (declaration === undefined) return undefined;
	return declaredType(declaredAs(node.text, node, module), depth);
}

function declaredType(declared: Declared | undefined, depth: number): Typed | undefined {
	if (declared === undefined || depth > MAX_DEPTH) return undefined;
	const { node, module } = declared;
	if (ts.isClassLike(node) || ts.isInterfaceDeclaration(node)) return { type: node, module };
	if (ts.isTypeAliasDeclaration(node)) return { type: node.type, module };
	if (ts.isParameter(node) || ts.isVariableDeclaration(node)) {
		if (node.type !== undefined) return { type: node.type, module };
		return node.initializer === undefined ? undefined : typeOf(node.initializer, module, depth + 1);
	}
	return ts.isBindingElement(node) ? bindingType(node, module, depth + 1) : undefined;
}

function bindingType(node: ts.BindingElement, module: Module, depth: number): Typed | undefined {
	const key = node.propertyName ?? node.name;
	const owner = node.parent.parent;
	if (depth > MAX_DEPTH || !ts.isIdentifier(key) || ts.isArrayBindingPattern(node.parent)) return undefined;
	const type = ts.isBindingElement(owner) ? bindingType(owner, module, depth + 1) : declaredType({ node: owner, module }, depth + 1);
	return memberType(type, key.text, depth + 1);
}

function memberType(owner: Typed | undefined, name: string, depth: number): Typed | undefined {
	const member = memberOf(owner, name, depth);
	if (member === undefined) return undefined;
	const { node, module } = member;
	if (ts.isPropertySignature(node) || ts.isPropertyDeclaration(node) || ts.isParameter(node) || ts.isGetAccessor(node)) {
		if (node.type !== undefined) return { type: node.type, module };
		return ts.isPropertyDeclaration(node) && node.initializer !== undefined ? typeOf(node.initializer, module, depth + 1) : undefined;
	}
	return undefined;
}

/** A member of a type: of interfaces, classes and what they extend, of `Pick` and the like. */
export function memberOf(owner: Typed | undefined, name: string, depth = 0): Member | undefined {
	if (owner === undefined || depth > MAX_DEPTH) return undefined;
	const { type, module } = owner;
	if (ts.isClassLike(type)) return classMember(type, name, module, depth);
	if (ts.isInterfaceDeclaration(type)) return named(type.members, name, module) ?? inherited(type, name, module, depth);
	if (ts.isTypeLiteralNode(type)) return named(type.members, name, module);
	if (ts.isParenthesizedTypeNode(type)) return memberOf({ type: type.type, module }, name, depth + 1);
	if (ts.isIntersectionTypeNode(type) || ts.isUnionTypeNode(type)) return firstWith(type.types, name, module, depth);
	return ts.isTypeReferenceNode(type) ? memberOf(referenced(type, module, depth), name, depth + 1) : undefined;
}

function firstWith(types: readonly ts.TypeNode[], name: string, module: Module, depth: number): Member | undefined {
	for (const type of types) {
		const found = memberOf({ type, module }, name, depth + 1);
		if (found !== undefined) return found;
	}
	return undefined;
}

/** What a type's name stands for. */
function referenced(type: ts.TypeReferenceNode, module: Module, depth: number): Typed | undefined {
	if (!ts.isIdentifier(type.typeName)) return undefined;
	const [first] = type.typeArguments ?? [];
	if (first !== undefined && THROUGH.test(type.typeName.text)) return { type: first, module };
	return declaredType(declaredAs(type.typeName.text, type, module), depth + 1);
}

function named(members: readonly (ts.TypeElement | ts.ClassElement)[], name: string, module: Module): Member | undefined {
	const found = members.filter((member) => member.name !== undefined && memberName(member.name) === name);
	// Of an overloaded method the implementation tells the most.
	const node = found.find((member) => ts.isMethodDeclaration(member) && member.body !== undefined) ?? found[0];
	return node === undefined ? undefined : { node, module };
}

function memberName(name: ts.PropertyName): string | undefined {
	return ts.isPrivateIdentifier(name) ? name.text : staticName(name);
}

function classMember(type: ts.ClassLikeDeclaration, name: string, module: Module, depth: number): Member | undefined {
	const own = named(type.members, name, module);
	if (own !== undefined) return own;
	for (const member of type.members) {
		if (!ts.isConstructorDeclaration(member)) continue;
		const parameter = member.parameters.find((candidate) => ts.isIdentifier(candidate.name) && candidate.name.text === name && (ts.getModifiers(candidate) ?? []).length > 0);
		if (parameter !== undefined) return { node: parameter, module };
	}
	return inherited(type, name, module, depth);
}

function inherited(type: ts.ClassLikeDeclaration | ts.InterfaceDeclaration, name: string, module: Module, depth: number): Member | undefined {
	for (const clause of type.heritageClauses ?? []) {
		if (ts.isClassLike(type) && clause.token !== ts.SyntaxKind.ExtendsKeyword) continue;
		for (const { expression } of clause.types) {
			if (!ts.isIdentifier(expression)) continue;
			const found = memberOf(declaredType(declaredAs(expression.text, expression, module), depth + 1), name, depth + 1);
			if (found !== undefined) return found;
		}
	}
	return undefined;
}

/** What calling an expression gives, as its declaration says it; undefined when nothing is written. */
export function returnType(callee: ts.Expression, module: Module, depth = 0): Typed | undefined {
	const signature = signatureOf(callee, module, depth);
	return signature?.node.type === undefined ? undefined : { type: signature.node.type, module: signature.module };
}

/** A function, method or function type that is called. */
export interface Signature {
	readonly node: ts.SignatureDeclaration;
	readonly module: Module;
}

/** The declaration of what is called, where a type of the repository tells; a method of an interface has no body. */
export function signatureOf(callee: ts.Expression, module: Module, depth = 0): Signature | undefined {
	if (depth > MAX_DEPTH) return undefined;
	if (ts.isParenthesizedExpression(callee) || ts.isNonNullExpression(callee)) return signatureOf(callee.expression, module, depth + 1);
	if (ts.isPropertyAccessExpression(callee)) return memberSignature(memberOf(typeOf(callee.expression, module, depth + 1), callee.name.text, depth + 1), depth);
	if (!ts.isIdentifier(callee)) return undefined;
	const declared = declaredAs(callee.text, callee, module);
	if (declared === undefined) return undefined;
	if (ts.isFunctionDeclaration(declared.node) || ts.isFunctionExpression(declared.node)) return { node: declared.node, module: declared.module };
	if (ts.isVariableDeclaration(declared.node) && declared.node.initializer !== undefined && isFunction(declared.node.initializer)) return { node: declared.node.initializer, module: declared.module };
	return functionType(declaredType(declared, depth + 1), depth + 1);
}

function memberSignature(member: Member | undefined, depth: number): Signature | undefined {
	if (member === undefined) return undefined;
	const { node, module } = member;
	if (ts.isMethodSignature(node) || ts.isMethodDeclaration(node)) return { node, module };
	if (ts.isPropertyDeclaration(node) && node.initializer !== undefined && isFunction(node.initializer)) return { node: node.initializer, module };
	if ((ts.isPropertySignature(node) || ts.isPropertyDeclaration(node) || ts.isParameter(node)) && node.type !== undefined) return functionType({ type: node.type, module }, depth + 1);
	return undefined;
}

function isFunction(node: ts.Expression): node is ts.ArrowFunction | ts.FunctionExpression {
	return ts.isArrowFunction(node) || ts.isFunctionExpression(node);
}

function functionType(typed: Typed | undefined, depth: number): Signature | undefined {
	if (typed === undefined || depth > MAX_DEPTH) return undefined;
	const { type, module } = typed;
	if (ts.isClassLike(type) || ts.isInterfaceDeclaration(type)) return undefined;
	if (ts.isFunctionTypeNode(type)) return { node: type, module };
	if (ts.isParenthesizedTypeNode(type)) return functionType({ type: type.type, module }, depth + 1);
	return ts.isTypeReferenceNode(type) ? functionType(referenced(type, module, depth), depth + 1) : undefined;
}

/** Whether a written type is a promise in every case that is a value at all: `Promise<void> | undefined` is, `void | Promise<void>` is not sure to be. */
export function isPromise(type: ts.TypeNode): boolean {
	if (ts.isParenthesizedTypeNode(type)) return isPromise(type.type);
	if (ts.isTypeReferenceNode(type)) return ts.isIdentifier(type.typeName) && /^(?:Promise|PromiseLike|Bluebird)$/.test(type.typeName.text);
	if (!ts.isUnionTypeNode(type)) return false;
	const values = type.types.filter((part) => part.kind !== ts.SyntaxKind.UndefinedKeyword && !(ts.isLiteralTypeNode(part) && part.literal.kind === ts.SyntaxKind.NullKeyword));
	return values.length > 0 && values.every(isPromise);
}

/** The packages that a type's name, or the class that it extends, is imported from. */
export function packagesOfType({ type, module }: Typed, depth = 0): readonly string[] {
	if (depth > MAX_DEPTH) return [];
	if (ts.isClassLike(type) || ts.isInterfaceDeclaration(type)) {
		const parents = (type.heritageClauses ?? []).flatMap((clause) => clause.types.map(({ expression }) => expression));
		return parents.flatMap((parent) => packagesOf(evaluate(parent, { module, depth: 0 })));
	}
	if (ts.isUnionTypeNode(type)) return type.types.flatMap((part) => packagesOfType({ type: part, module }, depth + 1));
	if (!ts.isTypeReferenceNode(type) || !ts.isIdentifier(type.typeName)) return [];
	const own = packagesOf(evaluate(type.typeName, { module, depth: 0 }));
	const meant = own.length > 0 ? undefined : referenced(type, module, depth);
	return meant === undefined ? own : packagesOfType(meant, depth + 1);
}
