import { ts } from '../../../parse/typescript/compiler.ts';

const RESPONSE_OBJECT = /^(?:res|response|reply|rep|ctx|c|context|this\.(?:res|response|ctx))$/;
const ANSWERS = /^(?:status|sendStatus|send|json|end|code|text|html|body|redirect|render|writeHead|jsonp|internalServerError|badRequest|notFound|badGateway|serviceUnavailable)$/;

/** Does this node answer a request: `res.status(500).json(…)`, `NextResponse.json(…)`, `new Response(…)`, `ctx.status = 500`? */
export function isResponse(node: ts.Node): boolean {
	const inner = ts.isExpression(node) ? unwrap(node) : node;
	if (ts.isNewExpression(inner)) return /^(?:Next)?Response$/.test(inner.expression.getText());
	if (ts.isBinaryExpression(inner)) return ts.isPropertyAccessExpression(inner.left) && /^(?:status|body|statusCode)$/.test(inner.left.name.text) && RESPONSE_OBJECT.test(inner.left.expression.getText());
	if (!ts.isCallExpression(inner) || !ts.isPropertyAccessExpression(inner.expression) || !ANSWERS.test(inner.expression.name.text)) return false;
	const root = rootOf(inner);
	return RESPONSE_OBJECT.test(root) || /^(?:NextResponse|Response)$/.test(root);
}

/** Is a helper given the response to answer with: `renderError(req, res, 'SYSTEM_ERROR')`? A context is handed about for much else. */
export function isGivenResponse(node: ts.CallExpression | ts.NewExpression): boolean {
	const answers = /(?:redirect|render|respond|response|reply|answer|send|view|error)/i.test(node.expression.getText());
	return ts.isCallExpression(node) && node.arguments.some((argument) => ts.isIdentifier(argument) && (/^_?(?:res|reply)$/.test(argument.text) || (answers && /^(?:ctx|response)$/.test(argument.text))));
}

/** The status codes that are written down in a piece of code which answers a request. */
export function statusesIn(body: ts.Node): number[] {
	const found = new Set<number>();
	const visit = (node: ts.Node): void => {
		if (ts.isNumericLiteral(node) && /^[1-5]\d\d$/.test(node.text) && isStatusPlace(node)) found.add(Number(node.text));
		if (ts.isPropertyAccessExpression(node) && /INTERNAL_SERVER_ERROR|InternalServerError/.test(node.name.text)) found.add(500);
		ts.forEachChild(node, visit);
	};
	visit(body);
	return [...found].sort((left, right) => left - right);
}

function isStatusPlace(node: ts.NumericLiteral): boolean {
	const { parent } = node;
	if (ts.isCallExpression(parent)) return true;
	if (ts.isPropertyAssignment(parent)) return /^status(?:Code)?$/.test(parent.name.getText());
	return ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.EqualsToken;
}

/** `res` of `res.status(500).json({})`. */
function rootOf(call: ts.CallExpression): string {
	let node: ts.Expression = call;
	for (;;) {
		if (ts.isCallExpression(node)) node = node.expression;
		else if (ts.isPropertyAccessExpression(node) && !RESPONSE_OBJECT.test(node.getText())) node = node.expression;
		else return node.getText();
	}
}

function unwrap(node: ts.Expression): ts.Expression {
	return ts.isParenthesizedExpression(node) || ts.isAwaitExpression(node) || ts.isAsExpression(node) ? unwrap(node.expression) : node;
}
