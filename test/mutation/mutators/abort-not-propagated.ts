import { ts } from '../../../src/parse/typescript/compiler.ts';
import { all, dropped, functionAround, type Mutator, property } from '../mutator.ts';

/** A caller's signal is no longer handed on. */
export const mutator: Mutator = {
	rule: 'abort-not-propagated',
	hint: /\bsignal\b/i,
	sites: (source) =>
		all(source, ts.isCallExpression).flatMap((call) => {
			const options = call.arguments.find(ts.isObjectLiteralExpression);
			const handed = options === undefined ? undefined : property(options, /^(?:signal|abortSignal)$/);
			if (options === undefined || handed === undefined || !isAwaited(call) || options.properties.some(ts.isSpreadAssignment)) return [];
			const value = ts.isShorthandPropertyAssignment(handed) ? handed.name.text : handed.initializer.getText(source);
			if (!/^(?:\w+\.)?(?:signal|abortSignal)$/i.test(value) || !hasSignal(source, call, value)) return [];
			return [{ at: call.getStart(source), edits: [dropped(source, options.properties, handed)] }];
		}),
};

function isAwaited({ parent }: ts.CallExpression): boolean {
	return ts.isAwaitExpression(parent) || ts.isReturnStatement(parent);
}

/** Is the signal the function's own parameter, or a part of one? */
function hasSignal(source: ts.SourceFile, call: ts.Node, value: string): boolean {
	const [root = ''] = value.split('.');
	return functionAround(call)?.parameters.some(({ name }) => new RegExp(`\\b${root}\\b`).test(name.getText(source))) ?? false;
}
