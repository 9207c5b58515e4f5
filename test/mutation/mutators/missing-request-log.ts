import { ts } from '../../../src/parse/typescript/compiler.ts';
import { all, calleeName, type Mutator, statementOf, withoutStatement } from '../mutator.ts';

/** The middleware that logs every request goes. */
export const mutator: Mutator = {
	rule: 'missing-request-log',
	hint: /pino-?http|morgan|requestLog|express-winston|httpLogger/i,
	sites: (source) => {
		const found = all(source, ts.isCallExpression).flatMap((call) => {
			const statement = statementOf(call);
			const [first] = call.arguments;
			if (!/^(?:use|register)$/.test(calleeName(call)) || first === undefined || statement === undefined) return [];
			if (!/^(?:pinoHttp|morgan|requestLogg\w+|httpLogger|expressWinston)\b/i.test(first.getText(source))) return [];
			return [{ at: call.getStart(source), edits: [withoutStatement(source, statement)], anywhere: true }];
		});
		// Where another stands beside it, requests are still logged.
		return found.length === 1 ? found : [];
	},
};
