import { ts } from '../../../src/parse/typescript/compiler.ts';
import { all, calleeName, type Mutator, nameOf, replaced } from '../mutator.ts';

/** A label that was a route or a kind is the address, or the words of the error. */
export const mutator: Mutator = {
	rule: 'high-cardinality-label',
	hint: /\.(?:inc|observe|labels|record|add|startTimer)\(/,
	sites: (source) =>
		all(source, ts.isCallExpression).flatMap((call) => {
			if (!/^(?:inc|observe|labels|record|add|startTimer)$/.test(calleeName(call)) || !/metric|counter|histogram|gauge|meter|prom-client/i.test(source.text)) return [];
			const labels = call.arguments.filter(ts.isObjectLiteralExpression).flatMap(({ properties }) => properties.filter(ts.isPropertyAssignment));
			const label = labels.find(({ name }) => /^(?:route|path|endpoint|handler|status|code|method|type|reason|result|outcome)$/.test(nameOf(name)));
			return label === undefined ? [] : [{ at: call.getStart(source), edits: [replaced(source, label.initializer, 'req.originalUrl')] }];
		}),
};
