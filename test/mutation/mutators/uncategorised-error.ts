import { ts } from '../../../src/parse/typescript/compiler.ts';
import { all, type Mutator, withoutStatement } from '../mutator.ts';

/** A boundary no longer tells its failures apart: the answer for the unknown is the answer for all. */
export const mutator: Mutator = {
	rule: 'uncategorised-error',
	hint: /instanceof/,
	sites: (source) =>
		all(source, ts.isCatchClause).flatMap(({ block }) => {
			const told = block.statements.filter((statement) => ts.isIfStatement(statement) && /\binstanceof\b/.test(statement.expression.getText(source)));
			const rest = block.statements.filter((statement) => !told.includes(statement));
			if (told.length === 0 || !rest.some((statement) => /\b(?:status|code|sendStatus|json)\(\s*(?:\{[^}]*status:\s*)?5\d\d|status:\s*5\d\d/.test(statement.getText(source)))) return [];
			return [{ at: block.parent.getStart(source), edits: told.map((statement) => withoutStatement(source, statement)), anywhere: true }];
		}),
};
