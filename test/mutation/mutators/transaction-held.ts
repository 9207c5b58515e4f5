import { ts } from '../../../src/parse/typescript/compiler.ts';
import { all, calleeName, type Mutator, withoutStatement } from '../mutator.ts';

const NETWORK = /\bawait (?:fetch|axios(?:\.\w+)?|got(?:\.\w+)?|sendMail|\w*[cC]lient\.(?:send|post|publish))\(/;

/** What was sent after the transaction is sent while it is open. */
export const mutator: Mutator = {
	rule: 'transaction-held',
	hint: /[tT]ransaction\(/,
	sites: (source) =>
		all(source, ts.isBlock).flatMap(({ statements }) =>
			statements.flatMap((statement, index) => {
				const next = statements[index + 1];
				const open = all(statement, ts.isCallExpression).find((call) => /^\$?(?:with)?transaction$/i.test(calleeName(call)));
				const work = open?.arguments.find((argument): argument is ts.ArrowFunction => ts.isArrowFunction(argument));
				if (next === undefined || open === undefined || work === undefined || !ts.isBlock(work.body) || !ts.isExpressionStatement(next) || !NETWORK.test(next.getText(source))) return [];
				const inside = work.body.statements.at(-1);
				const end = inside !== undefined && ts.isReturnStatement(inside) ? inside.getStart(source) : work.body.end - 1;
				return [{ at: open.getStart(source), edits: [{ start: end, end, text: `${next.getText(source)}\n` }, withoutStatement(source, next)], anywhere: true }];
			}),
		),
};
