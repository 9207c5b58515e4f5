import { ts } from '../../../src/parse/typescript/compiler.ts';
import { all, calleeText, functionAround, type Mutator, statementOf, withoutStatement } from '../mutator.ts';

/** The only end of a span goes. */
export const mutator: Mutator = {
	rule: 'span-not-ended',
	hint: /\.end\(\)/,
	sites: (source) =>
		all(source, ts.isCallExpression).flatMap((call) => {
			const callee = calleeText(source, call);
			const statement = statementOf(call);
			const name = /^(\w*[sS]pan)\??\.end$/.exec(callee)?.[1];
			const scope = functionAround(call);
			if (name === undefined || statement === undefined || scope === undefined || (source.text.match(new RegExp(`\\b${name}\\??\\.end\\(`, 'g')) ?? []).length !== 1) return [];
			const starts = all(source, ts.isCallExpression).find((other) => /(?:^|\.)start(?:Active)?Span$/.test(calleeText(source, other)));
			// A wrapper of the repository that is given the work ends the span itself.
			const wrapper = starts !== undefined && ts.isIdentifier(starts.expression) && starts.arguments.some(ts.isFunctionLike);
			return starts === undefined || wrapper ? [] : [{ at: starts.getStart(source), edits: [withoutStatement(source, statement)], anywhere: true }];
		}),
};
