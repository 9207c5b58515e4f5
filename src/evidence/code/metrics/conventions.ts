import { ts } from '../../../parse/typescript/compiler.ts';
import { calleeName } from '../handling/site.ts';
import type { Frame } from '../value/value.ts';
import { keyName, keyText } from './label-sets.ts';

/**
 * Attributes that instrumentation copies from a span to a metric, and which therefore must have few values. Source: OpenTelemetry's
 * semantic conventions, "Recording errors" (`error.type`) and "HTTP metrics" (`http.route`).
 */
const FEW: Readonly<Record<string, string>> = {
	'error.type': 'error.type',
	ATTR_ERROR_TYPE: 'error.type',
	ERROR_TYPE: 'error.type',
	'http.route': 'http.route',
	ATTR_HTTP_ROUTE: 'http.route',
	SEMATTRS_HTTP_ROUTE: 'http.route',
};

/** Files without any of these hold none. */
export const CONVENTION = /error\.type|ERROR_TYPE|http\.route|HTTP_ROUTE/;

export interface Convention {
	readonly name: string;
	readonly value: ts.Expression;
	readonly node: ts.Node;
}

/** `attributes[ATTR_ERROR_TYPE] = …`, `{ 'error.type': … }`, `span.setAttribute('http.route', …)`. */
export function conventionAt(node: ts.Node, frame: Frame): Convention | undefined {
	if (ts.isPropertyAssignment(node) && !ts.isIdentifier(node.name)) return named(keyName(node.name, frame), node.initializer, node);
	if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken && ts.isElementAccessExpression(node.left)) {
		return named(keyText(node.left.argumentExpression, frame), node.right, node);
	}
	if (!ts.isCallExpression(node) || calleeName(node) !== 'setAttribute') return undefined;
	const [key, value] = node.arguments;
	return key === undefined || value === undefined ? undefined : named(keyText(key, frame), value, node);
}

function named(key: string, value: ts.Expression, node: ts.Node): Convention | undefined {
	const constant = key.split('.').at(-1) ?? '';
	const name = Object.hasOwn(FEW, key) ? FEW[key] : Object.hasOwn(FEW, constant) ? FEW[constant] : undefined;
	return name === undefined ? undefined : { name, value, node };
}
