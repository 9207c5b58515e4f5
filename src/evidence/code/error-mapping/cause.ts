import { ts } from '../../../parse/typescript/compiler.ts';

/** Classes of the language: their second argument holds the cause. */
const PLAIN = /^(?:Error|TypeError|RangeError|SyntaxError|EvalError|ReferenceError|URIError)$/;

/** Can an error be given its cause by an edit: one of the language's own, with a message and no more? */
export function canHoldCause(thrown: ts.NewExpression, error: ts.Identifier | undefined): boolean {
	const [message] = thrown.arguments ?? [];
	return error !== undefined && !error.text.startsWith('_') && ts.isIdentifier(thrown.expression) && PLAIN.test(thrown.expression.text) && thrown.arguments?.length === 1 && message !== undefined && !ts.isSpreadElement(message);
}
