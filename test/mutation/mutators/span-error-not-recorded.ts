import { ts } from '../../../src/parse/typescript/compiler.ts';
import { all, calleeName, type Mutator, statementOf, withoutStatement } from '../mutator.ts';

/** A catch inside a span tells the span nothing. */
export const mutator: Mutator = {
	rule: 'span-error-not-recorded',
	hint: /recordException|setStatus/,
	sites: (source) =>
		all(source, ts.isCatchClause).flatMap((clause) => {
			const tells = all(clause.block, ts.isCallExpression).filter((call) => /^(?:recordException|setStatus)$/.test(calleeName(call)));
			const statements = tells.flatMap((call) => statementOf(call) ?? []);
			// A catch that does nothing else would be one that swallows its error.
			if (tells.length === 0 || statements.length < tells.length || clause.block.statements.every((statement) => statements.some((told) => told === statement))) return [];
			return [{ at: clause.getStart(source), edits: statements.map((statement) => withoutStatement(source, statement)) }];
		}),
};
