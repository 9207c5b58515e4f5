import { ts } from '../../../src/parse/typescript/compiler.ts';
import { all, functionAround, type Mutator, replaced } from '../mutator.ts';

/** In place of the checked settings, a variable that nobody checks is read where it is used. */
export const mutator: Mutator = {
	rule: 'unvalidated-config',
	hint: /\b(?:env|config)\.[A-Z][A-Z0-9_]+\b/,
	sites: (source) =>
		all(source, ts.isPropertyAccessExpression).flatMap((access) => {
			const { expression, name } = access;
			if (!ts.isIdentifier(expression) || !/^(?:env|config)$/.test(expression.text) || !/^[A-Z][A-Z0-9_]{3,}$/.test(name.text) || functionAround(access) === undefined) return [];
			if (ts.isBinaryExpression(access.parent) || !new RegExp(`import [^;]*\\b${expression.text}\\b`).test(source.text)) return [];
			return [{ at: access.getStart(source), edits: [replaced(source, access, `process.env.${name.text}_OVERRIDE`)] }];
		}),
};
