import { ts } from '../../../parse/typescript/compiler.ts';
import type { NamedFix, SignalUse } from '../../facts.ts';
import type { CodeContext } from '../context.ts';
import { isAwaited } from '../outbound/awaited.ts';
import { chainEnd } from '../outbound/enclosing.ts';
import { dottedName } from '../retries/dotted-name.ts';
import { enclosingFunction, subjectOf } from '../subject.ts';
import { ownUse } from './own-functions.ts';
import { outboundUse } from './outbound-uses.ts';
import { type SignalInReach, mentions, signalAround } from './reach.ts';
import { weakSignals } from './weak.ts';

/** What a call is given for a signal. */
export interface Given {
	readonly kind: SignalUse['kind'];
	readonly state: SignalUse['state'];
	readonly fix?: NamedFix;
}

type Found = Omit<SignalUse, 'ordinal'>;

const CLEANUP = /^(?:clean\w*|rollback\w*|release\w*|close\w*|dispose\w*|teardown\w*|cancel\w*|abort\w*|shutdown\w*|destroy\w*|on\w*(?:Abort|Cancel|Error)|revoke\w*|unlock\w*)$/i;

/** Calls of the language and its libraries that nobody aborts. */
const LANGUAGE = /^(?:Promise|JSON|Object|Array|Math|Number|String|console|Date|Response|expect)\b|\.(?:json|text|map|filter|then|catch|toString|join|push|get|set|has)$/;

/** In a file that says nothing of signals (any more), as many calls are listed for comparison with base. */
const MAX_OTHERS = 60;
/** Objects that may hold a signal, by their names. */
const MAY_HOLD = /signal|abort|^(?:opts|options|init|config|\w*(?:Options|Opts|Init))$/i;
/** Given as a whole, such a one may hold a signal too; as a part of something else it is what the call is about. */
const MAY_HOLD_WHOLE = /^(?:params|args|context|ctx|request|req)$/i;

/** The `signalUses` of a file. */
export function signalUses(context: CodeContext): SignalUse[] {
	const { text } = context.module.sourceFile;
	const about = /signal|abort/i.test(text);
	const skips = /\bundefined\s*[,)]/.test(text);
	const found: Found[] = [];
	let others = 0;
	for (const call of context.nodesOf(ts.isCallExpression)) {
		const given = outboundUse(call, about ? signalAround(call) : undefined, context) ?? (about || skips ? ownUse(call, about ? signalAround(call) : undefined, context) : undefined) ?? (about || others < MAX_OTHERS ? otherUse(call) : undefined);
		if (given?.kind === 'other') others += 1;
		if (given !== undefined) found.push(fact(call, given, context));
	}
	if (about) found.push(...weakSignals(context).map((node) => weakFact(node, context)));
	return numbered(found);
}

/** A call of nobody knows whom: whether it had a signal at base is all that can be asked. */
function otherUse(call: ts.CallExpression): Given | undefined {
	if (!ts.isPropertyAccessExpression(call.expression) && !ts.isIdentifier(call.expression)) return undefined;
	if (!isAwaited(call) || !ts.findAncestor(call, ts.isFunctionLike) || LANGUAGE.test(dottedName(call.expression))) return undefined;
	const reach = signalAround(call);
	if (call.arguments.length === 0 || !isWaitedFor(call)) return undefined;
	if (reach !== undefined && call.arguments.some((argument) => mentions(argument, reach))) {
		// What is made of the signal in several steps may be anything, and a function that is handed over has it for itself.
		return { kind: 'other', state: call.arguments.some((argument) => !ts.isFunctionLike(argument) && mentions(argument, reach) && /signal|abort|cancel/i.test(argument.getText())) ? 'passed' : 'unknown' };
	}
	return { kind: 'other', state: call.arguments.some((argument) => mayCarry(argument, 0)) ? 'unknown' : 'absent' };
}

/** `await x()`, `return x()`, an async function that is nothing else; what a callback of the language gives back at once is none. */
function isWaitedFor(call: ts.CallExpression): boolean {
	const end = chainEnd(call).parent;
	if (ts.isAwaitExpression(end)) return true;
	if (!ts.isReturnStatement(end) && !ts.isArrowFunction(end)) return false;
	const around = enclosingFunction(call);
	return around?.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword) === true || (around?.type !== undefined && /^Promise\b/.test(around.type.getText()));
}

/** Could a signal that we do not see come with this argument? */
function mayCarry(argument: ts.Node, depth: number): boolean {
	if (ts.isSpreadElement(argument) || ts.isFunctionLike(argument)) return depth === 0;
	if (ts.isIdentifier(argument)) return MAY_HOLD.test(argument.text) || (depth === 0 && MAY_HOLD_WHOLE.test(argument.text));
	if (ts.isPropertyAccessExpression(argument)) return MAY_HOLD.test(argument.name.text);
	if (ts.isCallExpression(argument)) return /signal|abort|options|opts|init\b|config\b/i.test(argument.expression.getText());
	if (!ts.isObjectLiteralExpression(argument)) return false;
	return argument.properties.some((property) => {
		if (ts.isSpreadAssignment(property)) return depth === 0 || mayCarry(property.expression, depth + 1);
		if (/signal|abort/i.test(property.name?.getText() ?? '')) return true;
		if (ts.isShorthandPropertyAssignment(property)) return MAY_HOLD.test(property.name.text);
		return ts.isPropertyAssignment(property) && depth < 3 && mayCarry(property.initializer, depth + 1);
	});
}

function fact(call: ts.CallExpression, given: Given, context: CodeContext): Found {
	const reach = signalAround(call);
	const state = given.state !== 'passed' && reach !== undefined && passedAround(call, reach) ? 'passed' : given.state;
	return {
		at: context.places.at(call, call.expression),
		subject: subjectOf(call),
		name: dottedName(call.expression),
		kind: given.kind,
		state,
		atHand: reach?.text ?? '',
		source: reach?.source ?? 'none',
		awaited: isAwaited(call),
		cleanup: isCleanup(call),
		...(given.fix === undefined || state === 'passed' ? {} : { fix: given.fix }),
	};
}

/** The chain around the call, or a call that it is an argument of, gets the signal: `withAbort(fetch(url), signal)`. */
function passedAround(call: ts.CallExpression, reach: SignalInReach): boolean {
	if (mentions(chainEnd(call), reach)) return true;
	for (let inner: ts.Node = call; inner !== reach.owner; inner = inner.parent) {
		const { parent } = inner;
		if (ts.isSourceFile(parent)) return false;
		if (ts.isCallExpression(parent) && parent.expression !== inner && parent.arguments.some((argument) => argument !== inner && mentions(argument, reach))) return true;
		if (ts.isArrayLiteralExpression(parent) && parent.elements.some((element) => element !== inner && mentions(element, reach))) return true;
	}
	return false;
}

function isCleanup(call: ts.Node): boolean {
	for (let inner: ts.Node = call; !ts.isSourceFile(inner); inner = inner.parent) {
		if (ts.isCatchClause(inner) || (ts.isTryStatement(inner.parent) && inner.parent.finallyBlock === inner)) return true;
		if (ts.isIfStatement(inner.parent) && inner.parent.thenStatement === inner && /\.aborted\b/.test(inner.parent.expression.getText())) return true;
		if (ts.isCallExpression(inner.parent) && /addEventListener$|\.(?:on|once|finally|catch)$/.test(inner.parent.expression.getText()) && inner.parent.expression !== inner) return true;
	}
	const around = enclosingFunction(call);
	return around !== undefined && CLEANUP.test(subjectOf(call).split('.').at(-1) ?? '');
}

function weakFact(node: ts.PropertyAccessExpression, context: CodeContext): Found {
	return { at: context.places.at(node), subject: subjectOf(node), name: node.getText(), kind: 'outbound', state: 'weak', atHand: '', source: 'none', awaited: true, cleanup: false };
}

function numbered(found: readonly Found[]): SignalUse[] {
	const counts = new Map<string, number>();
	return found.map((use) => {
		const key = `${use.subject} ${use.name}`;
		const ordinal = counts.get(key) ?? 0;
		counts.set(key, ordinal + 1);
		return { ...use, ordinal };
	});
}
