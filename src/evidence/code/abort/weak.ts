import { ts } from '../../../parse/typescript/compiler.ts';
import { declarationOf } from '../../../parse/typescript/scope.ts';
import type { CodeContext } from '../context.ts';
import { nodesIn } from '../handling/calls.ts';
import { enclosingFunction } from '../subject.ts';
import { namesIn } from '../retries/loops.ts';

/**
 * `signal: request.signal`, where `request` is a `Request` that this function made of what it was given and then lets go. Its signal
 * follows the caller's through a weak reference: https://github.com/nodejs/undici/blob/main/lib/web/fetch/request.js
 */
export function weakSignals(context: CodeContext): ts.PropertyAccessExpression[] {
	if (!/new Request\(/.test(context.module.sourceFile.text)) return [];
	return context.nodesOf(ts.isPropertyAccessExpression).filter((node) => node.name.text === 'signal' && ts.isIdentifier(node.expression) && isPassedOn(node) && isTemporary(node.expression));
}

function isPassedOn({ parent }: ts.Node): boolean {
	return (ts.isPropertyAssignment(parent) && parent.name.getText() === 'signal') || ts.isCallExpression(parent);
}

function isTemporary(name: ts.Identifier): boolean {
	const declaration = declarationOf(name.text, name);
	if (declaration === undefined || !ts.isVariableDeclaration(declaration) || declaration.initializer === undefined) return false;
	const made = declaration.initializer;
	if (!ts.isNewExpression(made) || made.expression.getText() !== 'Request' || declarationOf('Request', name) !== undefined) return false;
	const around = enclosingFunction(name);
	if (around === undefined || enclosingFunction(declaration) !== around) return false;
	const taken = new Set(around.parameters.flatMap((parameter) => [...namesIn(parameter.name)]));
	return (made.arguments ?? []).some((argument) => [...namesIn(argument)].some((inner) => taken.has(inner))) && !isKept(name.text, declaration, around);
}

/** The request itself is passed on, returned or stored: then it lives as long as its signal is needed. */
function isKept(name: string, declaration: ts.VariableDeclaration, around: ts.FunctionLikeDeclaration): boolean {
	return [...nodesIn(around)].some((node) => ts.isIdentifier(node) && node.text === name && node !== declaration.name && !ts.isPropertyAccessExpression(node.parent) && declarationOf(name, node) === declaration);
}
