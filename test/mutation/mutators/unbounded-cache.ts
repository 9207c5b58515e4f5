import { ts } from '../../../src/parse/typescript/compiler.ts';
import { all, calleeName, functionAround, type Mutator, replaced, withoutStatement } from '../mutator.ts';

/** A cache with a bound becomes a map that only grows. */
export const mutator: Mutator = {
	rule: 'unbounded-cache',
	hint: /LRU|QuickLRU|TTLCache|\.size\s*>/,
	sites: (source) => [
		...all(source, ts.isNewExpression).flatMap((made) => (/^(?:LRUCache|LRU|QuickLRU|TTLCache|LRUMap)$/.test(calleeName(made)) && functionAround(made) === undefined && ts.isVariableDeclaration(made.parent) ? [{ at: made.getStart(source), edits: [replaced(source, made, 'new Map()')], anywhere: true }] : [])),
		...all(source, ts.isIfStatement).flatMap((statement) => {
			const name = /^(\w+)\.size\s*>=?/.exec(statement.expression.getText(source))?.[1];
			const made = all(source, ts.isVariableDeclaration).find((declared) => declared.name.getText(source) === name && /^new Map\b/.test(declared.initializer?.getText(source) ?? '') && functionAround(declared) === undefined);
			if (made === undefined || !/\.(?:delete|clear)\(/.test(statement.thenStatement.getText(source)) || (source.text.match(new RegExp(`\\b${name}\\.(?:delete|clear)\\(`, 'g')) ?? []).length !== 1) return [];
			return [{ at: made.getStart(source), edits: [withoutStatement(source, statement)], anywhere: true }];
		}),
	],
};
