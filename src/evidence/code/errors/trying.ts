import { ts } from '../../../parse/typescript/compiler.ts';
import { callsIn, calledName, isPlain, triedKind } from './calls.ts';

/** Longest text of a call that a fact carries. */
const MAX_TEXT = 60;

/** The call that most likely failed, as a reader would name it: `storage.getObject`. Text from the change; empty when there is none. */
export function tryingText(tried: ts.Node, sourceFile: ts.SourceFile): string {
	const calls = callsIn(tried).filter((call) => !isPlain(call));
	const awaited = calls.find((call) => ts.isAwaitExpression(call.parent) && triedKind(call) === 'other');
	const named = awaited ?? calls.find((call) => triedKind(call) === 'other' && calledName(call) !== '') ?? calls[0];
	if (named === undefined) return '';
	const text = named.expression.getText(sourceFile).replace(/\s*\?*\.\s*/g, '.').replace(/\s+/g, ' ');
	return text.length <= MAX_TEXT && !text.includes('(') ? text : calledName(named);
}
