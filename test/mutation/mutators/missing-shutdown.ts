import { ts } from '../../../src/parse/typescript/compiler.ts';
import { all, calleeText, type Mutator, statementOf, withoutStatement } from '../mutator.ts';

/** Nobody listens to SIGTERM any more. */
export const mutator: Mutator = {
	rule: 'missing-shutdown',
	hint: /process\.(?:on|once)\(\s*['"]SIG(?:TERM|INT)/,
	sites: (source) => {
		const handlers = all(source, ts.isCallExpression).filter((call) => /^process\.(?:on|once)$/.test(calleeText(source, call)) && /^['"]SIG(?:TERM|INT)/.test(call.arguments[0]?.getText(source) ?? ''));
		const statements = handlers.flatMap((call) => statementOf(call) ?? []);
		if (statements.length === 0 || statements.length < handlers.length || !/\.listen\(|new Worker\(|\.consume\(|serve\(/.test(source.text)) return [];
		return [{ at: statements[0]?.getStart(source) ?? 0, edits: statements.map((statement) => withoutStatement(source, statement)), anywhere: true }];
	},
};
