import { ts } from '../../../src/parse/typescript/compiler.ts';
import { all, type Mutator, replaced } from '../mutator.ts';

/** The logger gives way to the console. */
export const mutator: Mutator = {
	rule: 'unstructured-log',
	hint: /\blogger\./,
	sites: (source) =>
		all(source, ts.isCallExpression).flatMap((call) => {
			const { expression } = call;
			if (!ts.isPropertyAccessExpression(expression) || !/^(?:this\.)?(?:logger|log)$/.test(expression.expression.getText(source)) || !/^(?:info|warn|error)$/.test(expression.name.text)) return [];
			return /\bconsole\./.test(source.text) ? [] : [{ at: call.getStart(source), edits: [replaced(source, expression.expression, 'console')] }];
		}),
};
