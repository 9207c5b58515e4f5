import { ts } from '../../../src/parse/typescript/compiler.ts';
import { all, calleeName, type Mutator, replaced } from '../mutator.ts';

/** The span around a piece of work goes, the work stays. */
export const mutator: Mutator = {
	rule: 'missing-span',
	hint: /withSpan|startActiveSpan|inSpan|traceAsync/i,
	sites: (source) =>
		all(source, ts.isCallExpression).flatMap((call) => {
			const work = call.arguments.at(-1);
			if (!/^(?:with\w*Span|startActiveSpan|runInSpan|inSpan|traceAsync|instrumentAsync)$/.test(calleeName(call)) || work === undefined || !ts.isArrowFunction(work)) return [];
			const [span] = work.parameters.map(({ name }) => name.getText(source));
			// Work that speaks to its span would speak to nobody.
			if (span !== undefined && new RegExp(`\\b${span}\\b`).test(work.body.getText(source))) return [];
			const text = ts.isBlock(work.body) ? `(async () => ${work.body.getText(source)})()` : work.body.getText(source);
			return [{ at: call.getStart(source), edits: [replaced(source, call, text)] }];
		}),
};
