import { ts } from '../../../parse/typescript/compiler.ts';
import { deeper, evaluate, memberOf, moduleFrame, typeValue } from './evaluate.ts';
import { staticName } from './object-shape.ts';
import { type Frame, UNKNOWN, type Value } from './value.ts';

/** `this.name` inside a class or an object literal. */
export function thisMember(node: ts.PropertyAccessExpression | ts.ElementAccessExpression, name: string, frame: Frame): Value {
	const owner = thisOwner(node);
	const found = owner !== undefined && ts.isClassLike(owner) ? classMember(owner, name, frame) : undefined;
	if (found !== undefined) return found;
	if (owner !== undefined && ts.isObjectLiteralExpression(owner)) return memberOf({ kind: 'object', node: owner, frame }, name, frame);
	return { kind: 'member', of: UNKNOWN, name };
}

/** The class or object literal that `this` means: that of the nearest function which is no arrow function. */
function thisOwner(node: ts.Node): ts.ClassLikeDeclaration | ts.ObjectLiteralExpression | undefined {
	for (let inner: ts.Node = node; !ts.isSourceFile(inner); inner = inner.parent) {
		const { parent } = inner;
		if (ts.isClassElement(inner) && ts.isClassLike(parent)) return parent;
		if ((ts.isMethodDeclaration(inner) || ts.isAccessor(inner)) && ts.isObjectLiteralExpression(parent)) return parent;
		if (ts.isFunctionExpression(inner)) return ts.isPropertyAssignment(parent) ? parent.parent : undefined;
		if (ts.isFunctionDeclaration(inner)) return undefined;
	}
	return undefined;
}

/** A member of an instance or of a class, when the class is in the repository. */
export function instanceMember(value: Extract<Value, { kind: 'instance' | 'typed' | 'class' }>, name: string, frame: Frame): Value | undefined {
	const type = value.kind === 'instance' ? value.of : value.kind === 'typed' ? value.type : value;
	if (type.kind !== 'class') return undefined;
	return classMember(type.node, name, { ...moduleFrame(type.frame.module), depth: frame.depth });
}

/** Looks a member up in a class and the classes it extends. */
export function classMember(node: ts.ClassLikeDeclaration, name: string, frame: Frame): Value | undefined {
	const inner = deeper(frame);
	return declaredMember(node, name, inner) ?? constructedMember(node, name, inner) ?? inheritedMember(node, name, inner);
}

function declaredMember(node: ts.ClassLikeDeclaration, name: string, frame: Frame): Value | undefined {
	for (const member of node.members) {
		if (member.name === undefined || memberName(member.name) !== name) continue;
		if (ts.isMethodDeclaration(member) && member.body !== undefined) return { kind: 'function', node: member, frame };
		if (ts.isGetAccessor(member)) return { kind: 'function', node: member, frame };
		if (!ts.isPropertyDeclaration(member)) continue;
		if (member.initializer !== undefined) return evaluate(member.initializer, frame);
		const written = assignedInClass(node, name, frame);
		if (written !== undefined) return written;
		return member.type === undefined ? undefined : typeValue(member.type, frame);
	}
	return undefined;
}

function memberName(name: ts.PropertyName): string | undefined {
	return ts.isPrivateIdentifier(name) ? name.text : staticName(name);
}

/** `this.name = …` anywhere in the class (the constructor first), and parameter properties. */
function constructedMember(node: ts.ClassLikeDeclaration, name: string, frame: Frame): Value | undefined {
	const constructor = node.members.find((member) => ts.isConstructorDeclaration(member) && member.body !== undefined);
	if (constructor !== undefined && ts.isConstructorDeclaration(constructor)) {
		const parameter = constructor.parameters.find((candidate) => ts.isIdentifier(candidate.name) && candidate.name.text === name && (ts.getModifiers(candidate) ?? []).length > 0);
		if (parameter?.type !== undefined) return typeValue(parameter.type, frame);
	}
	return assignedInClass(node, name, frame);
}

const classWrites = new WeakMap<ts.ClassLikeDeclaration, ReadonlyMap<string, readonly ts.Expression[]>>();

function assignedInClass(node: ts.ClassLikeDeclaration, name: string, frame: Frame): Value | undefined {
	const writes = classWrites.get(node) ?? writesOf(node);
	classWrites.set(node, writes);
	const values = writes.get(name)?.map((right) => evaluate(right, frame)) ?? [];
	const [only] = values;
	return values.length > 1 ? { kind: 'either', options: values } : only;
}

/** Right-hand sides of `this.name = …` by name, one walk a class. */
function writesOf(node: ts.ClassLikeDeclaration): ReadonlyMap<string, readonly ts.Expression[]> {
	const found = new Map<string, ts.Expression[]>();
	const visit = (inner: ts.Node): void => {
		if (ts.isClassLike(inner)) return;
		if (ts.isBinaryExpression(inner) && inner.operatorToken.kind === ts.SyntaxKind.EqualsToken && ts.isPropertyAccessExpression(inner.left) && inner.left.expression.kind === ts.SyntaxKind.ThisKeyword) {
			const rights = found.get(inner.left.name.text) ?? [];
			rights.push(inner.right);
			found.set(inner.left.name.text, rights);
		}
		ts.forEachChild(inner, visit);
	};
	for (const member of node.members) visit(member);
	return found;
}

function inheritedMember(node: ts.ClassLikeDeclaration, name: string, frame: Frame): Value | undefined {
	const parent = node.heritageClauses?.find((clause) => clause.token === ts.SyntaxKind.ExtendsKeyword)?.types[0];
	if (parent === undefined) return undefined;
	const base = evaluate(parent.expression, frame);
	if (base.kind === 'class') return classMember(base.node, name, { ...base.frame, depth: frame.depth });
	return base.kind === 'unknown' ? undefined : { kind: 'member', of: { kind: 'typed', type: base }, name };
}
