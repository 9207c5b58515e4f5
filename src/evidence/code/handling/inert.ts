import { ts } from '../../../parse/typescript/compiler.ts';
import { returnedExpressions } from '../value/returns.ts';
import { type Frame, type FunctionNode, alternatives } from '../value/value.ts';
import { evaluate } from '../value/evaluate.ts';
import { nodesIn } from './calls.ts';

/** Is what is called here a function of the repository that gives back what it is given, whatever it is called? */
export function handsBack(callee: ts.Expression, frame: Frame): boolean {
	const functions = alternatives(evaluate(callee, frame)).flatMap((value) => (value.kind === 'function' ? [value.node] : []));
	return functions.length > 0 && functions.every(isInert);
}

function isInert(fn: FunctionNode): boolean {
	if (fn.body === undefined) return false;
	const given = new Set(fn.parameters.flatMap(({ name }) => (ts.isIdentifier(name) ? [name.text] : [])));
	const returned = returnedExpressions(fn);
	return returned.length > 0 && returned.every((expression) => isGiven(expression, given)) && ![...nodesIn(fn.body)].some((node) => doesSomething(node, given));
}

/** `value`, `await value`, `work()`. */
function isGiven(expression: ts.Expression, given: ReadonlySet<string>): boolean {
	if (ts.isAwaitExpression(expression) || ts.isParenthesizedExpression(expression) || ts.isAsExpression(expression)) return isGiven(expression.expression, given);
	if (ts.isCallExpression(expression)) return expression.arguments.length === 0 && isGiven(expression.expression, given);
	return ts.isIdentifier(expression) && given.has(expression.text);
}

function doesSomething(node: ts.Node, given: ReadonlySet<string>): boolean {
	if (ts.isCallExpression(node)) return !isGiven(node, given);
	return ts.isNewExpression(node) || ts.isTaggedTemplateExpression(node) || ts.isBinaryExpression(node) || ts.isDeleteExpression(node) || ts.isFunctionLike(node);
}

/** Does somebody run the function that a node stands in? One that neither its file names again nor another can name is never run. */
export function isRun(node: ts.Node): boolean {
	const outer = ts.findAncestor(node, ts.isFunctionDeclaration);
	if (outer?.name === undefined || outer.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true) return true;
	return namesOf(outer.getSourceFile()).get(outer.name.text) !== 1;
}

const names = new WeakMap<ts.SourceFile, ReadonlyMap<string, number>>();

/** How often a file names what. */
function namesOf(sourceFile: ts.SourceFile): ReadonlyMap<string, number> {
	const known = names.get(sourceFile);
	if (known !== undefined) return known;
	const found = new Map<string, number>();
	for (const node of nodesIn(sourceFile)) if (ts.isIdentifier(node)) found.set(node.text, (found.get(node.text) ?? 0) + 1);
	names.set(sourceFile, found);
	return found;
}
