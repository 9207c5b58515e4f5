import { ts } from '../../../src/parse/typescript/compiler.ts';
import { all, calleeText, type Mutator, statementOf, withoutStatement } from '../mutator.ts';

/** A route that others call is gone. */
export const mutator: Mutator = {
	rule: 'contract-break',
	hint: /(?:router|app|fastify|server)\s*\.(?:get|post|put|patch|delete)\(/i,
	sites: (source) =>
		all(source, ts.isCallExpression).flatMap((call) => {
			const [path] = call.arguments;
			const statement = statementOf(call);
			if (!/^\w*(?:[rR]outer|app|fastify|server)\.(?:get|post|put|patch|delete)$/.test(calleeText(source, call)) || statement === undefined) return [];
			if (path === undefined || !ts.isStringLiteral(path) || !path.text.startsWith('/') || /^\/(?:health|healthz|livez|readyz|ready|live|ping|metrics)/.test(path.text) || call.arguments.length < 2) return [];
			return [{ at: call.getStart(source), edits: [withoutStatement(source, statement)], anywhere: true }];
		}),
};
