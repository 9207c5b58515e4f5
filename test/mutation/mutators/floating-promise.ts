import { ts } from '../../../src/parse/typescript/compiler.ts';
import { all, calleeText, type Mutator, statementOf } from '../mutator.ts';

/** Nobody waits for a call that is known to be asynchronous. */
export const mutator: Mutator = {
	rule: 'floating-promise',
	hint: /\bawait\b/,
	sites: (source) => {
		const known = asyncNames(source);
		return all(source, ts.isAwaitExpression).flatMap((awaited) => {
			const call = awaited.expression;
			if (!ts.isCallExpression(call) || statementOf(call) === undefined || !isAsync(calleeText(source, call), known)) return [];
			return [{ at: call.getStart(source), edits: [{ start: awaited.getStart(source), end: call.getStart(source), text: '' }] }];
		});
	},
};

function isAsync(callee: string, known: ReadonlySet<string>): boolean {
	return known.has(callee) || known.has(callee.replace(/^this\./, 'this ')) || /^(?:\w+\.)?prisma\.\w+\.(?:create|update|upsert|delete|deleteMany|updateMany|createMany)$/.test(callee);
}

/** Functions and methods that this file declares `async`. */
function asyncNames(source: ts.SourceFile): ReadonlySet<string> {
	const functions = all(source, ts.isFunctionDeclaration).filter(hasAsync).flatMap(({ name }) => name?.text ?? []);
	const arrows = all(source, ts.isVariableDeclaration).flatMap(({ name, initializer }) => (initializer !== undefined && ts.isArrowFunction(initializer) && hasAsync(initializer) && ts.isIdentifier(name) ? [name.text] : []));
	const methods = all(source, ts.isMethodDeclaration).filter(hasAsync).map(({ name }) => `this ${name.getText(source)}`);
	return new Set([...functions, ...arrows, ...methods]);
}

function hasAsync(node: ts.Node): boolean {
	return ts.canHaveModifiers(node) && (ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword) ?? false);
}
