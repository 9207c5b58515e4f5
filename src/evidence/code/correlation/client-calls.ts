import { ts } from '../../../parse/typescript/compiler.ts';
import type { CodeContext } from '../context.ts';
import { calleeName, receiver } from '../handling/site.ts';
import { publishes } from '../handling/publishes.ts';
import { sitesOf } from '../handling/sites.ts';
import { evaluate } from '../value/evaluate.ts';
import { property, shapeOf } from '../value/object-shape.ts';
import { type Value, alternatives } from '../value/value.ts';
import type { Found } from './handovers.ts';
import { idsIn } from './mentions.ts';
import { lastName } from '../last-name.ts';

const VERBS = new Set(['get', 'post', 'put', 'patch', 'delete', 'head', 'request', 'send', 'fetch', 'query', 'mutate', 'call', 'invoke', 'emit']);
const CLIENT = /(?:client|http|axios|api|gateway|service|rpc|sdk|agent|got|ky|superagent|requester)s?$/i;
const DIRECT = new Set(['fetch', 'axios', 'got', 'ky', 'request', 'rp', 'needle', 'superagent']);

/** Calls that send a request or a message: do they hand an id over? */
export function clientCalls(context: CodeContext): Found[] {
	const routes = new Set(sitesOf(context).map((site) => site.node));
	const requests = context.nodes.filter((node): node is ts.CallExpression => ts.isCallExpression(node) && !routes.has(node) && sends(node));
	const messages = publishes(context);
	return [
		...requests.map((node) => found(node, node.arguments, context)),
		...messages.filter(({ node }) => !requests.some((request) => request === node)).map(({ node, message }) => found(node, message, context)),
	];
}

function sends(node: ts.CallExpression): boolean {
	const name = calleeName(node) ?? '';
	const on = receiver(node);
	if (on === undefined) return DIRECT.has(name) && node.arguments.length > 0;
	return VERBS.has(name) && node.arguments.length > 0 && CLIENT.test(lastName(on));
}

function found(node: ts.CallExpression | ts.NewExpression, given: readonly ts.Expression[], context: CodeContext): Found {
	const ids = idsIn(given);
	const hidden = given.some((argument) => !ts.isFunctionLike(argument) && opaque(argument, context));
	return { kind: 'call', name: node.expression.getText(context.module.sourceFile), node, until: node.expression, state: ids.length > 0 ? 'passed' : hidden ? 'unknown' : 'absent', ids };
}

/** Options that were put together elsewhere may hold the id; an address or a literal cannot. */
function opaque(argument: ts.Expression, context: CodeContext): boolean {
	if (ts.isSpreadElement(argument)) return true;
	if (ts.isObjectLiteralExpression(argument)) return argument.properties.some((given) => ts.isSpreadAssignment(given));
	if (!ts.isIdentifier(argument) && !ts.isCallExpression(argument) && !ts.isPropertyAccessExpression(argument)) return false;
	if (/^(?:\w*u)?r[il]$|path|endpoint|href|body|payload|data$/i.test(argument.getText())) return false;
	return alternatives(evaluate(argument, context.frame)).some(mayHold);
}

/** Could a value hold an id that we do not see? An object that is wholly known could not: the caller has looked for ids by name. */
function mayHold(value: Value): boolean {
	if (value.kind === 'literal' || value.kind === 'text') return false;
	if (value.kind !== 'object' || !shapeOf(value).complete || idsIn([value.node]).length > 0) return true;
	const headers = property(value, 'headers');
	return headers !== undefined && alternatives(headers).some(mayHold);
}
