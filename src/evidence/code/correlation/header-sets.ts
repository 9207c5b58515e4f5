import { ts } from '../../../parse/typescript/compiler.ts';
import type { CodeContext } from '../context.ts';
import { nodesIn } from '../handling/calls.ts';
import { unwrapped } from '../handling/site.ts';
import { enclosingFunction } from '../subject.ts';
import { evaluate } from '../value/evaluate.ts';
import { shapeOf } from '../value/object-shape.ts';
import type { Found } from './handovers.ts';
import { idsIn } from './mentions.ts';
import { isIdName } from './names.ts';

const HEADERS = /^(?:\w*H)?eaders$|^headers$/;

/** Objects that become the headers of a request going out. */
export function headerSets(context: CodeContext): Found[] {
	return context.nodes.flatMap((node) => {
		const holder = headersHolder(node);
		return holder === undefined || isAnswer(node) ? [] : [headerSet(holder.name, holder.value, context)];
	});
}

/** `headers: { … }` and `const headers = { … }`. */
function headersHolder(node: ts.Node): { readonly name: string; readonly value: ts.ObjectLiteralExpression } | undefined {
	if (!ts.isPropertyAssignment(node) && !ts.isVariableDeclaration(node)) return undefined;
	if (node.initializer === undefined || !ts.isIdentifier(node.name) || !HEADERS.test(node.name.text)) return undefined;
	const value = unwrapped(node.initializer);
	return ts.isObjectLiteralExpression(value) ? { name: node.name.text, value } : undefined;
}

/** `new Response(body, { headers })`, `res.json(…, { headers })` and schemas are not requests. */
function isAnswer(node: ts.Node): boolean {
	const call = ts.findAncestor(node.parent, (ancestor): ancestor is ts.CallExpression | ts.NewExpression => ts.isCallExpression(ancestor) || ts.isNewExpression(ancestor));
	if (call === undefined) return false;
	const callee = call.expression.getText();
	return /^(?:Response|NextResponse(?:\.\w+)?|Response\.\w+)$|^(?:res|response|reply|c|ctx|app|router|fastify|server|z)\.|cors|schema|helmet|register/i.test(callee);
}

function headerSet(name: string, value: ts.ObjectLiteralExpression, context: CodeContext): Found {
	const ids = [...new Set([...idsIn([value]), ...laterIds(name, value)])];
	const { entries, complete } = shapeOf({ kind: 'object', node: value, frame: context.frame });
	for (const key of entries.keys()) if (isIdName(key) && !ids.includes(key)) ids.push(key);
	const hidden = !complete && value.properties.some((property) => ts.isSpreadAssignment(property) && evaluate(property.expression, context.frame).kind !== 'object');
	return { kind: 'headers', name, node: value, state: ids.length > 0 ? 'passed' : hidden ? 'unknown' : 'absent', ids };
}

/** `headers['x-request-id'] = id`, `headers.set(…)`, `inject(context, headers)` in the same function. */
function laterIds(name: string, value: ts.Node): string[] {
	const around = enclosingFunction(value)?.body ?? value.getSourceFile();
	const found: string[] = [];
	for (const node of nodesIn(around)) {
		if (ts.isBinaryExpression(node) && ts.isElementAccessExpression(node.left) && node.left.expression.getText() === name) found.push(...idsIn([node.left.argumentExpression]));
		if (ts.isCallExpression(node) && /(?:^|\.)(?:inject|set|append|assign|addTraceHeaders)$/.test(node.expression.getText()) && mentions(node, name)) {
			found.push(...(node.expression.getText().endsWith('inject') ? ['traceparent'] : idsIn([...node.arguments])));
		}
	}
	return found;
}

function mentions(node: ts.CallExpression, name: string): boolean {
	return node.expression.getText().startsWith(`${name}.`) || node.arguments.some((argument) => argument.getText() === name);
}
