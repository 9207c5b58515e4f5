import { ts } from '../../../parse/typescript/compiler.ts';
import { declarationOf } from '../../../parse/typescript/scope.ts';
import { nodesIn } from '../handling/calls.ts';
import { calleeName } from '../handling/site.ts';
import { enclosingFunction } from '../subject.ts';

/** Words for the context of a trace as it travels. */
const TRAVELS = /traceparent|tracestate|trace_?context|trace_?headers?|parent_?span|parent_?context|parent_?ctx|carrier|propagat|\binject\w*\(|baggage|sentry-?trace|x-b3-|b3-|x-datadog|x-amzn-trace|_dd\b|otel|telemetry_?metadata|spancontext|trace_?id/i;

const MAX_NAMES = 20;

/** Does what is handed over hold the context of the trace? `unknown`: it is made where we do not look. */
export function carriedBy(given: readonly ts.Expression[], from: ts.Node): 'carried' | 'absent' | 'unknown' {
	if (given.some((argument) => TRAVELS.test(argument.getText()))) return 'carried';
	const fn = enclosingFunction(from);
	let unknown = false;
	const names = new Set<string>();
	for (const argument of given) for (const node of nodesIn(argument)) if (ts.isIdentifier(node) && names.size < MAX_NAMES) names.add(node.text);
	for (const name of names) {
		const declaration = declarationOf(name, from);
		if (declaration === undefined) continue;
		if (ts.isVariableDeclaration(declaration) && enclosingFunction(declaration) === fn && TRAVELS.test(declaration.initializer?.getText() ?? '')) return 'carried';
		// The whole message comes from the caller, who may have put it in.
		if (ts.isParameter(declaration) && given.some((argument) => ts.isIdentifier(argument) && argument.text === name)) unknown = true;
	}
	if (fn !== undefined && isFilled(names, fn)) return 'carried';
	return unknown || given.some((argument) => ts.isSpreadElement(argument)) ? 'unknown' : 'absent';
}

/** `propagation.inject(context.active(), headers)`, `headers.traceparent = …`. */
function isFilled(names: ReadonlySet<string>, fn: ts.Node): boolean {
	for (const node of nodesIn(fn)) {
		if (ts.isCallExpression(node) && /^inject/i.test(calleeName(node) ?? '') && node.arguments.some((argument) => ts.isIdentifier(argument) && names.has(argument.text))) return true;
		if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken && TRAVELS.test(node.left.getText())) {
			const [root = ''] = node.left.getText().split(/[.[?]/);
			if (names.has(root)) return true;
		}
	}
	return false;
}
