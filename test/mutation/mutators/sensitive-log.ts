import { ts } from '../../../src/parse/typescript/compiler.ts';
import { all, calleeName, type Mutator, replaced } from '../mutator.ts';

const MASKS = /^(?:mask|redact|obfuscate|scrub|hash|sanitize)\w*$/i;
const SECRET = /\b(?:headers|authorization|token|secret|password|apiKey|email|body|cookie)s?\b/i;

/** What was masked before it was logged is logged as it is. */
export const mutator: Mutator = {
	rule: 'sensitive-log',
	hint: /\b(?:mask|redact|obfuscate|scrub|hash|sanitize)\w*\(/i,
	sites: (source) =>
		all(source, ts.isCallExpression)
			.filter((call) => /\blog(?:ger)?\.\w+$|\bconsole\.\w+$/i.test(call.expression.getText(source)))
			.flatMap((log) => {
				const mask = log.arguments.flatMap((argument) => all(argument, ts.isCallExpression)).find((call) => MASKS.test(calleeName(call)));
				const [inner, ...others] = mask?.arguments ?? [];
				if (mask === undefined || inner === undefined || others.length > 0 || !SECRET.test(inner.getText(source))) return [];
				return [{ at: log.getStart(source), edits: [replaced(source, mask, inner.getText(source))] }];
			}),
};
