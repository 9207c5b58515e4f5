import { ts } from '../../../src/parse/typescript/compiler.ts';
import { all, calleeText, type Mutator, replaced } from '../mutator.ts';

/** `pipeline` becomes `pipe`, and nobody hears of an error. */
export const mutator: Mutator = {
	rule: 'stream-backpressure',
	hint: /\bpipeline\(/,
	sites: (source) =>
		all(source, ts.isAwaitExpression).flatMap((awaited) => {
			const call = awaited.expression;
			if (!ts.isCallExpression(call) || !/^(?:stream\.)?(?:promises\.)?pipeline(?:Async)?$/.test(calleeText(source, call))) return [];
			const parts = call.arguments.filter((argument) => !ts.isObjectLiteralExpression(argument));
			if (parts.length < 2 || parts.some((part) => ts.isFunctionLike(part) || ts.isSpreadElement(part))) return [];
			const [first, ...rest] = parts.map((part) => part.getText(source));
			return [{ at: awaited.getStart(source), edits: [replaced(source, awaited, `${first}${rest.map((part) => `.pipe(${part})`).join('')}`)] }];
		}),
};
