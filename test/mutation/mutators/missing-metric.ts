import { ts } from '../../../src/parse/typescript/compiler.ts';
import { all, around, calleeName, functionAround, type Mutator, statementOf, withoutStatement } from '../mutator.ts';

/** A job or consumer that told one metric tells nothing. */
export const mutator: Mutator = {
	rule: 'missing-metric',
	hint: /\.(?:inc|observe|record|startTimer)\(/,
	sites: (source) =>
		all(source, ts.isCallExpression).flatMap((call) => {
			const statement = statementOf(call);
			const work = functionAround(call);
			const taker = work?.parent;
			if (!/^(?:inc|observe|record)$/.test(calleeName(call)) || statement === undefined || work === undefined || around(call, ts.isCatchClause) !== undefined) return [];
			if (taker === undefined || !(ts.isNewExpression(taker) || ts.isCallExpression(taker)) || !/^(?:Worker|process|schedule|consume|run|eachMessage|work|subscribe)$/.test(calleeName(taker))) return [];
			const text = work.getText(source).replace(statement.getText(source), '');
			return /\blog(?:ger)?\.|span|\.(?:inc|observe|record)\(/i.test(text) ? [] : [{ at: taker.getStart(source), edits: [withoutStatement(source, statement)], anywhere: true }];
		}),
};
