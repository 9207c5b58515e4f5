import { ts } from '../../../src/parse/typescript/compiler.ts';
import { all, calleeText, dropped, type Mutator, property } from '../mutator.ts';

const CALLS = /^(?:fetch|undici\.\w+|axios(?:\.\w+)?|got(?:\.\w+)?|ky(?:\.\w+)?|superagent\.\w+|needle|axios\.create|got\.extend|ky\.create|ky\.extend)$/;
const CLIENTS = /^(?:OpenAI|Anthropic|\w*GraphQLClient)$/;
const DEADLINE = /^(?:timeout|requestTimeout)$/;

/** The timeout, or the signal that is one, goes. */
export const mutator: Mutator = {
	rule: 'missing-timeout',
	hint: /AbortSignal\.timeout|\btimeout\b/i,
	sites: (source) =>
		[...all(source, ts.isCallExpression), ...all(source, ts.isNewExpression)].flatMap((call) => {
			if (!(ts.isNewExpression(call) ? CLIENTS : CALLS).test(calleeText(source, call))) return [];
			const options = call.arguments?.find(ts.isObjectLiteralExpression);
			if (options === undefined || options.properties.some(ts.isSpreadAssignment)) return [];
			const bounds = options.properties.filter((part): part is ts.PropertyAssignment => ts.isPropertyAssignment(part) && isDeadline(source, part, call));
			const [only, ...others] = bounds;
			if (only === undefined || others.length > 0 || (property(options, /^signal$/) ?? only) !== only) return [];
			return [{ at: call.getStart(source), edits: [dropped(source, options.properties, only)] }];
		}),
};

function isDeadline(source: ts.SourceFile, { name, initializer }: ts.PropertyAssignment, call: ts.Node): boolean {
	const key = name.getText(source);
	if (key === 'signal') return initializer.getText(source).startsWith('AbortSignal.timeout(');
	const isFetch = ts.isCallExpression(call) && /^(?:fetch|undici)/.test(calleeText(source, call));
	return !isFetch && DEADLINE.test(key) && !/^(?:0|undefined|Infinity)$/.test(initializer.getText(source));
}
