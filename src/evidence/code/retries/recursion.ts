import { ts } from '../../../parse/typescript/compiler.ts';
import { nodesIn } from '../handling/calls.ts';
import { enclosingFunction } from '../subject.ts';
import type { Frame } from '../value/value.ts';
import { comparisons, countersIn, isNarrowed, limitIn } from './ending.ts';
import type { Ending } from './ending.ts';
import { ANSWER, COUNTER, type Attempts, namesIn, waits } from './loops.ts';

/** A function that calls itself when it failed. */
export interface Again extends Attempts {
	readonly node: ts.FunctionLikeDeclaration;
	readonly call: ts.CallExpression;
	readonly ending: Ending;
}

/** A call of the function around it, made because the last one failed. */
export function againOf(call: ts.CallExpression, frame: Frame): Again | undefined {
	const name = ts.isIdentifier(call.expression) ? call.expression.text : ownMethod(call.expression);
	if (name === undefined) return undefined;
	const around = selfNamed(call, name);
	if (around?.body === undefined) return undefined;
	const failure = failureAround(call, around);
	if (failure === undefined && !countsUp(call, around)) return undefined;
	if (!waits(around.body) || !sameWork(call, around)) return undefined;
	const tried = failure?.tried ?? around.body;
	const attempts = { node: around, tried, failed: failure?.failed, error: failure?.error };
	return { ...attempts, call, ending: { ...endOf(call, around, frame), totalDeadline: /Date\s*\.\s*now|deadline|signal|abort/i.test(around.getText()) ? 'unknown' : 'absent', narrowed: isNarrowed(attempts) } };
}

function ownMethod(callee: ts.Expression): string | undefined {
	return ts.isPropertyAccessExpression(callee) && callee.expression.kind === ts.SyntaxKind.ThisKeyword ? callee.name.text : undefined;
}

/** The function of that name around the call. */
function selfNamed(call: ts.Node, name: string): ts.FunctionLikeDeclaration | undefined {
	for (let around = enclosingFunction(call); around !== undefined; around = enclosingFunction(around)) if (nameOf(around) === name) return around;
	return undefined;
}

function nameOf(node: ts.FunctionLikeDeclaration): string | undefined {
	if (node.name !== undefined && (ts.isIdentifier(node.name) || ts.isPrivateIdentifier(node.name))) return node.name.text;
	const holder = node.parent;
	if ((ts.isVariableDeclaration(holder) || ts.isPropertyDeclaration(holder)) && ts.isIdentifier(holder.name)) return holder.name.text;
	return undefined;
}

interface Failure {
	readonly tried: ts.Node;
	readonly failed: ts.Block | undefined;
	readonly error: string | undefined;
}

/** The `catch` that the call stands in, up to its own function. */
function failureAround(call: ts.Node, around: ts.Node): Failure | undefined {
	for (let node: ts.Node = call; node !== around; node = node.parent) {
		if (ts.isCatchClause(node)) return { tried: node.parent.tryBlock, failed: node.block, error: nameOfError(node.variableDeclaration?.name) };
		const callback = ts.isArrowFunction(node) || ts.isFunctionExpression(node) ? node.parent : undefined;
		if (callback === undefined || !ts.isCallExpression(callback) || !ts.isPropertyAccessExpression(callback.expression) || callback.expression.name.text !== 'catch') continue;
		if (ts.isArrowFunction(node) || ts.isFunctionExpression(node)) {
			return { tried: callback.expression.expression, failed: ts.isBlock(node.body) ? node.body : undefined, error: nameOfError(node.parameters[0]?.name) };
		}
	}
	return undefined;
}

function nameOfError(name: ts.BindingName | undefined): string | undefined {
	return name !== undefined && ts.isIdentifier(name) ? name.text : undefined;
}

/** `send(message, attempt + 1)`, `send(message, retries - 1)`, where the function's own parameter is called so. */
function countsUp(call: ts.CallExpression, around: ts.FunctionLikeDeclaration): boolean {
	const guard = ts.findAncestor(call, (node) => node === around || ts.isIfStatement(node));
	if (guard === undefined || !ts.isIfStatement(guard) || !ANSWER.test(guard.expression.getText())) return false;
	return counted(call).some((name) => COUNTER.test(name) && around.parameters.some((parameter) => namesIn(parameter.name).has(name)));
}

/** Names that the next call gets one more or one less of. */
function counted(call: ts.CallExpression): string[] {
	return call.arguments.flatMap((argument) => [...nodesIn(argument)]).flatMap((node) => {
		if (ts.isBinaryExpression(node) && /^[+-]$/.test(node.operatorToken.getText()) && ts.isNumericLiteral(node.right)) return [node.left.getText()];
		return ts.isPrefixUnaryExpression(node) && /^(?:\+\+|--)/.test(node.getText()) ? [node.operand.getText()] : [];
	});
}

function endOf(call: ts.CallExpression, around: ts.FunctionLikeDeclaration, frame: Frame): Pick<Ending, 'bound' | 'attempts'> {
	const changing = new Set([...counted(call), ...countersIn(around)]);
	const checks = [...nodesIn(around)].flatMap((node) => (ts.isIfStatement(node) || ts.isConditionalExpression(node) || ts.isWhileStatement(node) ? [ts.isConditionalExpression(node) ? node.condition : node.expression] : []));
	const ending = checks.find((check) => [...namesIn(check)].some((name) => changing.has(name)));
	if (ending !== undefined) {
		const attempts = comparisons(ending).length > 0 ? limitIn(ending, frame) : undefined;
		return { bound: 'bounded', ...(attempts === undefined ? {} : { attempts }) };
	}
	if (changing.size > 0) return { bound: 'unknown' };
	return { bound: sameAgain(call, around) ? 'absent' : 'unknown' };
}

/** The same is tried again: half of a batch, or a value made of the last one, is other work. */
function sameWork(call: ts.CallExpression, { parameters }: ts.FunctionLikeDeclaration): boolean {
	// What is left out of the next call is not tried again: a header, a fallback.
	if (call.arguments.length < parameters.length && counted(call).length === 0) return false;
	const numbers = new Set(counted(call));
	const own = new Set(parameters.flatMap((parameter) => [...namesIn(parameter.name)]));
	return call.arguments.every((argument) => {
		if (ts.isIdentifier(argument)) return own.has(argument.text) || argument.text === 'undefined' || COUNTER.test(argument.text);
		if (ts.isObjectLiteralExpression(argument)) return argument.properties.every((property) => property.name === undefined || own.has(property.name.getText()) || COUNTER.test(property.name.getText()) || ts.isSpreadAssignment(property) || (ts.isPropertyAssignment(property) && isFlag(property.initializer)));
		return isFlag(argument) || ts.isPropertyAccessExpression(argument) || [...namesIn(argument)].some((name) => numbers.has(name));
	});
}

function isFlag(node: ts.Node): boolean {
	return node.kind === ts.SyntaxKind.TrueKeyword || node.kind === ts.SyntaxKind.FalseKeyword || ts.isNumericLiteral(node) || ts.isStringLiteralLike(node);
}

/** The next call is given what this one got: nothing tells it how often it was tried. */
function sameAgain(call: ts.CallExpression, { parameters }: ts.FunctionLikeDeclaration): boolean {
	return call.arguments.every((argument, index) => {
		const name = parameters[index]?.name;
		if (name === undefined) return false;
		if (ts.isIdentifier(name)) return argument.getText() === name.text;
		const given = namesIn(argument);
		return ts.isObjectLiteralExpression(argument) && argument.properties.every((property) => ts.isShorthandPropertyAssignment(property)) && [...given].every((inner) => namesIn(name).has(inner));
	});
}
