import { ts } from '../../../src/parse/typescript/compiler.ts';
import { all, calleeName, type Mutator, statementOf, withoutStatement } from '../mutator.ts';

/** The routes by which a platform knows that the service lives go. */
export const mutator: Mutator = {
	rule: 'missing-health-endpoint',
	hint: /['"]\/(?:api\/)?(?:health|healthz|livez|readyz|ready|live|status|ping)/,
	sites: (source) => {
		const routes = all(source, ts.isCallExpression).filter((call) => /^(?:get|all|use|route)$/.test(calleeName(call)) && /^['"]\/(?:api\/)?(?:health|healthz|livez|readyz|ready|live|ping)/.test(call.arguments[0]?.getText(source) ?? ''));
		const statements = routes.flatMap((call) => statementOf(call) ?? []);
		if (statements.length === 0 || statements.length < routes.length || !/\.listen\(/.test(source.text)) return [];
		return [{ at: statements[0]?.getStart(source) ?? 0, edits: statements.map((statement) => withoutStatement(source, statement)), anywhere: true }];
	},
};
