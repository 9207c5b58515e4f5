import { ts } from '../../../src/parse/typescript/compiler.ts';
import { all, calleeText, type Mutator, replaced, statementOf, withoutStatement } from '../mutator.ts';

/** The context is no longer carried: neither into a callback nor into what is sent. */
export const mutator: Mutator = {
	rule: 'trace-context-lost',
	hint: /context\.(?:with|bind)|propagation\.inject|AsyncResource\.bind/,
	sites: (source) =>
		all(source, ts.isCallExpression).flatMap((call) => {
			const callee = calleeText(source, call);
			const at = call.getStart(source);
			const work = call.arguments.at(-1);
			const statement = statementOf(call);
			if (/^(?:\w+\.)?propagation\.inject$/.test(callee)) return statement === undefined ? [] : [{ at, edits: [withoutStatement(source, statement)], anywhere: true }];
			if (work === undefined) return [];
			if (/^(?:\w+\.)?(?:context|AsyncResource)\.bind$/.test(callee)) return [{ at, edits: [replaced(source, call, work.getText(source))] }];
			return /^(?:\w+\.)?context\.with$/.test(callee) && call.arguments.length === 2 ? [{ at, edits: [replaced(source, call, `(${work.getText(source)})()`)] }] : [];
		}),
};
