import { ts } from '../../../src/parse/typescript/compiler.ts';
import { all, calleeName, type Mutator, replaced } from '../mutator.ts';

/** A consumer that could be told twice writes twice. */
export const mutator: Mutator = {
	rule: 'missing-idempotency',
	hint: /upsert|onConflict/,
	sites: (source) =>
		!/webhook|consumer|worker|subscriber|queue|processor/i.test(source.fileName)
			? []
			: all(source, ts.isCallExpression).flatMap((call) => {
					const { expression } = call;
					if (!ts.isPropertyAccessExpression(expression) || !/^onConflict(?:DoNothing|DoUpdate)$/.test(calleeName(call))) return [];
					return [{ at: call.getStart(source), edits: [replaced(source, call, expression.expression.getText(source))], anywhere: true }];
				}),
};
