import { ts } from '../../../src/parse/typescript/compiler.ts';
import { all, calleeText, type Mutator, nameOf, replaced } from '../mutator.ts';

const LOGS = /(?:^|\.)(?:log|logger|_logger|pino|winston)\.(?:error|warn|fatal)$/i;

/** The logger gets the message in place of the error, and the stack is gone. */
export const mutator: Mutator = {
	rule: 'error-object-lost',
	hint: /\blog(?:ger)?\b/i,
	sites: (source) =>
		all(source, ts.isCatchClause).flatMap(({ block, variableDeclaration }) => {
			const name = variableDeclaration?.name.getText(source);
			if (name === undefined) return [];
			return all(block, ts.isCallExpression)
				.filter((call) => LOGS.test(calleeText(source, call)))
				.flatMap((call) => {
					const edit = call.arguments.flatMap((argument) => lost(source, argument, name))[0];
					// Logged once as itself and once more in words is not lost.
					const mentions = all(block, ts.isIdentifier).filter(({ text }) => text === name);
					return edit === undefined || mentions.length !== 1 ? [] : [{ at: call.getStart(source), edits: [edit] }];
				});
		}),
};

function lost(source: ts.SourceFile, argument: ts.Expression, name: string) {
	if (ts.isIdentifier(argument)) return argument.text === name ? [replaced(source, argument, `${name}.message`)] : [];
	if (!ts.isObjectLiteralExpression(argument)) return [];
	return argument.properties.flatMap((part) => {
		if (ts.isShorthandPropertyAssignment(part) && part.name.text === name) return [replaced(source, part, `${name}: ${name}.message`)];
		return ts.isPropertyAssignment(part) && /^(?:err|error)$/.test(nameOf(part.name)) && part.initializer.getText(source) === name ? [replaced(source, part.initializer, `${name}.message`)] : [];
	});
}
