import { ts } from '../../../src/parse/typescript/compiler.ts';
import { all, type Mutator, replaced } from '../mutator.ts';

/** What stood behind a flag stands there for everybody. */
export const mutator: Mutator = {
	rule: 'missing-kill-switch',
	hint: /isEnabled|variation|isFeatureEnabled|getFeatureFlag|hasFeature|boolVariation/,
	sites: (source) =>
		all(source, ts.isIfStatement).flatMap((statement) => {
			const { expression, thenStatement, elseStatement } = statement;
			if (elseStatement !== undefined || !/^(?:\(?await )?[\w.]*(?:isEnabled|[vV]ariation|isFeatureEnabled|getFeatureFlag|hasFeature|boolVariation)\(/.test(expression.getText(source))) return [];
			if (!/\bawait\b/.test(thenStatement.getText(source))) return [];
			return [{ at: statement.getStart(source), edits: [replaced(source, statement, thenStatement.getText(source))], anywhere: true }];
		}),
};
