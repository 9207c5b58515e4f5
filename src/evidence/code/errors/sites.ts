import { ts } from '../../../parse/typescript/compiler.ts';
import type { Catch } from '../../facts.ts';
import type { CodeContext } from '../context.ts';

/** A place where a failure arrives. */
export interface CatchSite {
	readonly kind: Catch['kind'];
	/** Where a finding stands: the clause, or the handler. */
	readonly node: ts.Node;
	/** The statements or the expression that answer the failure. */
	readonly body: ts.Block | ts.Expression;
	/** The name of the error, when it is bound to one. */
	readonly error: ts.Identifier | undefined;
	/** More than a name is bound: `catch ({ message })`. */
	readonly destructured: boolean;
	readonly tried: ts.Node;
}

type Callback = ts.ArrowFunction | ts.FunctionExpression;

/** The place of a failure at a node, if there is one. */
export function catchSite(node: ts.Node, context: CodeContext): CatchSite | undefined {
	if (ts.isCatchClause(node)) {
		const name = node.variableDeclaration?.name;
		return { kind: 'clause', node, body: node.block, ...errorOf(name), tried: node.parent.tryBlock };
	}
	if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return listener(node);
	const method = node.expression.name.text;
	if (method === 'catch' && node.arguments.length === 1) return callbackSite('method', node.arguments[0], node.expression.expression, context);
	if (method === 'then' && node.arguments.length === 2) return callbackSite('method', node.arguments[1], node.expression.expression, context);
	return undefined;
}

/** `send(mail).catch(() => {})` as a statement of its own: nobody waits for it, or asks how it went. */
export function isDetached({ kind, tried }: CatchSite): boolean {
	if (kind !== 'method') return false;
	const call = tried.parent.parent;
	return ts.isExpressionStatement(call.parent) || ts.isVoidExpression(call.parent);
}

function callbackSite(kind: Catch['kind'], argument: ts.Expression | undefined, tried: ts.Node, context: CodeContext): CatchSite | undefined {
	if (argument === undefined) return undefined;
	if (isCallback(argument)) return { kind, node: argument, body: argument.body, ...errorOf(argument.parameters[0]?.name), tried };
	// `.catch(noop)`: a name that says it does nothing. Any other function is trusted with the error.
	const named = ts.isIdentifier(argument) && /^(?:noop|_noop|ignore|swallow)$/.test(argument.text);
	return named && context.nodes.length > 0 ? { kind, node: argument, body: argument, error: undefined, destructured: false, tried } : undefined;
}

/** `onError: () => {}`: an answer to failure that somebody had to write and left empty. */
function listener(node: ts.Node): CatchSite | undefined {
	if (!ts.isPropertyAssignment(node) || !isCallback(node.initializer)) return undefined;
	if (!ts.isIdentifier(node.name) || !/^on(?:Error|Failure|Failed|error)$/.test(node.name.text)) return undefined;
	const { initializer } = node;
	return { kind: 'callback', node, body: initializer.body, ...errorOf(initializer.parameters[0]?.name), tried: node.parent };
}

function isCallback(node: ts.Node): node is Callback {
	return ts.isArrowFunction(node) || ts.isFunctionExpression(node);
}

function errorOf(name: ts.BindingName | undefined): Pick<CatchSite, 'error' | 'destructured'> {
	if (name === undefined) return { error: undefined, destructured: false };
	return ts.isIdentifier(name) ? { error: name, destructured: false } : { error: undefined, destructured: true };
}
