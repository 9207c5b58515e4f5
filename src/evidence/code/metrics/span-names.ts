import { ts } from '../../../parse/typescript/compiler.ts';
import { calleeName, unwrapped } from '../handling/site.ts';

const OPENS = /^(?:#?startActiveSpan|#?startSpan|startInactiveSpan|startSpanManual|startTransaction|startSegment|withSpan|withActiveSpan|traceAsync|instrumentAsync|instrumentSync)$/;

/** What a call makes the name of a span, when it is put together there: `startSpan(`job ${id}`)`, `startSpan({ name: … })`, `span.updateName(…)`. */
export function spanNameAt(node: ts.CallExpression): ts.Expression | undefined {
	const name = calleeName(node) ?? '';
	const [first] = node.arguments;
	if (first === undefined) return undefined;
	if (name === 'updateName') return composed(first);
	if (!OPENS.test(name)) return undefined;
	const inner = unwrapped(first);
	if (!ts.isObjectLiteralExpression(inner)) return composed(inner);
	for (const member of inner.properties) {
		if (ts.isPropertyAssignment(member) && member.name.getText() === 'name') return composed(member.initializer);
	}
	return undefined;
}

/** A name that is handed on tells nothing; one that is written down is fine. */
function composed(node: ts.Expression): ts.Expression | undefined {
	const inner = unwrapped(node);
	const sum = ts.isBinaryExpression(inner) && inner.operatorToken.kind === ts.SyntaxKind.PlusToken;
	return sum || ts.isTemplateExpression(inner) || ts.isPropertyAccessExpression(inner) ? inner : undefined;
}
