import { ts } from '../../../src/parse/typescript/compiler.ts';
import { all, calleeName, calleeText, type Mutator, statementOf, withoutStatement } from '../mutator.ts';

const MADE = /\bnew (?:Redis|IORedis|Pool|pg\.Pool|Client|pg\.Client|WebSocket|WebSocketServer|Worker|Queue|QueueEvents|Socket|EventEmitter)\b|\b(?:spawn|fork|createReadStream|createWriteStream|createClient|createConnection|net\.connect)\(/;

/** Nobody hears the 'error' event any more. */
export const mutator: Mutator = {
	rule: 'missing-error-listener',
	hint: /\.on\(\s*['"]error['"]/,
	sites: (source) =>
		all(source, ts.isCallExpression).flatMap((call) => {
			const [event] = call.arguments;
			const statement = statementOf(call);
			if (!/^(?:on|once|addListener)$/.test(calleeName(call)) || event === undefined || !ts.isStringLiteral(event) || event.text !== 'error' || statement === undefined) return [];
			const target = calleeText(source, call).replace(/\.\w+$/, '');
			const made = madeAt(source, target);
			if (made === undefined || count(source.text, new RegExp(`${escaped(target)}\\s*\\.(?:on|once|addListener)\\(\\s*['"]error['"]`, 'g')) !== 1) return [];
			return [{ at: made, edits: [withoutStatement(source, statement)], anywhere: true }];
		}),
};

/** Where a name is given what can emit an error. */
function madeAt(source: ts.SourceFile, target: string): number | undefined {
	const declared = all(source, ts.isVariableDeclaration).find(({ name, initializer }) => name.getText(source) === target && initializer !== undefined && MADE.test(initializer.getText(source)));
	const assigned = all(source, ts.isBinaryExpression).find(({ left, right }) => left.getText(source) === target && MADE.test(right.getText(source)));
	return (declared ?? assigned)?.getStart(source);
}

function count(text: string, pattern: RegExp): number {
	return text.match(pattern)?.length ?? 0;
}

function escaped(text: string): string {
	return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
