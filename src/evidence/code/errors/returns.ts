import { ts } from '../../../parse/typescript/compiler.ts';
import { staticName } from '../value/object-shape.ts';
import { lastName } from '../last-name.ts';

const FAILURE_PROPERTY = /^(?:error|errors|err|ok|success|succeeded|isError|failed|failure|reason|issue|problem|valid|isValid|status|statusCode|code|kind|type|_tag|outcome|result|isErr|message|errorMessage|cause|healthy|connected|exitCode|skipped|warning|reachable|available|unknown)$/i;
const FAILURE_CALL = /^(?:err|error|fail|failure|left|Err|Left|Failure|errorResult|toFailure|failed|errAsync|failResult|reject|createError|makeError|\w+Error|\w+Exception|\w*(?:Failure|Err|Failed|Rejected))$/;
const FAILURE_TEXT = /^(?:error|failed|failure|unhealthy|unknown|unavailable|invalid|rejected|timeout|unreachable|down|degraded)\b/i;

/** Does a returned value tell the caller that it failed? */
export function isFailureValue(node: ts.Expression, errorName: string | undefined): boolean {
	const inner = unwrap(node);
	if (ts.isObjectLiteralExpression(inner)) return inner.properties.some((property) => isFailureProperty(property));
	if (ts.isCallExpression(inner) || ts.isNewExpression(inner)) return isFailureCall(inner);
	if (ts.isStringLiteralLike(inner)) return FAILURE_TEXT.test(inner.text);
	if (ts.isTemplateExpression(inner)) return true;
	if (ts.isArrayLiteralExpression(inner)) return inner.elements.some((element) => isFailureValue(element, errorName));
	if (ts.isConditionalExpression(inner)) return isFailureValue(inner.whenTrue, errorName) || isFailureValue(inner.whenFalse, errorName);
	if (ts.isIdentifier(inner)) return inner.text === errorName || /(?:Error|Failure|FAILED|ERROR|INVALID|FAILURE)$/i.test(inner.text);
	return ts.isPropertyAccessExpression(inner) && (unwrap(inner.expression).getText() === errorName || FAILURE_TEXT.test(inner.name.text) || /(?:error|fail|invalid|unavailable)/i.test(inner.name.text));
}

function isFailureProperty(property: ts.ObjectLiteralElementLike): boolean {
	const name = property.name === undefined ? undefined : staticName(property.name);
	return name !== undefined && FAILURE_PROPERTY.test(name);
}

function isFailureCall(node: ts.CallExpression | ts.NewExpression): boolean {
	const callee = node.expression;
	const name = lastName(callee);
	if (FAILURE_CALL.test(name)) return true;
	// `textResult({ error })`, `Promise.resolve({ ok: false })`
	return (node.arguments ?? []).some((argument) => ts.isObjectLiteralExpression(argument) && isFailureValue(argument, undefined));
}

function unwrap(node: ts.Expression): ts.Expression {
	return ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isAwaitExpression(node) || ts.isSatisfiesExpression(node) || ts.isNonNullExpression(node) ? unwrap(node.expression) : node;
}
