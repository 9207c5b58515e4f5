import { ts } from '../../../parse/typescript/compiler.ts';
import { callsIn, calledName, isPlain, triedKind } from './calls.ts';

type Call = ts.CallExpression | ts.NewExpression;

/** Longest text of a call that a fact carries. */
const MAX_TEXT = 60;
/** Methods of every promise: what failed is what they were called on. */
const CHAINED = /^(?:then|catch|finally)$/;

/** The call that most likely failed, as a reader would name it: `storage.getObject`. Text from the change; empty when there is none. */
export function tryingText(tried: ts.Node, sourceFile: ts.SourceFile): string {
	const call = triedCall(tried);
	if (call === undefined) return '';
	const text = call.expression.getText(sourceFile).replace(/!(?=\.|$)/g, '').replace(/\s*\?*\.\s*/g, '.').replace(/\s+/g, ' ');
	return text.length <= MAX_TEXT && !text.includes('(') ? text : calledName(call);
}

/** The call that most likely failed: the first that is waited for, else the first that does something of its own. */
export function triedCall(tried: ts.Node): Call | undefined {
	const calls = callsIn(tried, isGathering(tried)).map(startOfChain).filter((call) => !isPlain(call));
	const awaited = calls.find((call) => ts.isAwaitExpression(endOfChain(call).parent) && triedKind(call) === 'other');
	return awaited ?? calls.find((call) => triedKind(call) === 'other' && calledName(call) !== '') ?? calls[0];
}

/** `Promise.all(ids.map((id) => load(id)))`: what is called in there is what is waited for. */
function isGathering(tried: ts.Node): boolean {
	return ts.isCallExpression(tried) && /^Promise\.(?:all|allSettled|any|race)$/.test(tried.expression.getText());
}

/** `load(id)` of `load(id).then(…)`. */
function startOfChain(call: Call): Call {
	const callee = call.expression;
	const chained = ts.isPropertyAccessExpression(callee) && CHAINED.test(callee.name.text) && ts.isCallExpression(callee.expression);
	return chained && ts.isCallExpression(callee.expression) ? startOfChain(callee.expression) : call;
}

function endOfChain(call: ts.Node): ts.Node {
	const access = call.parent;
	const chained = ts.isPropertyAccessExpression(access) && access.expression === call && CHAINED.test(access.name.text) && ts.isCallExpression(access.parent);
	return chained ? endOfChain(access.parent) : call;
}
