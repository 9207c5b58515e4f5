import { ts } from '../../../parse/typescript/compiler.ts';
import type { Deadline } from '../../facts.ts';
import { enclosingFunction } from '../subject.ts';
import { deeper, evaluate } from '../value/evaluate.ts';
import { once } from '../value/once.ts';
import { type Frame, type Value, alternatives, qualifiedName } from '../value/value.ts';
import { ABSENT, CALLER, UNKNOWN_DEADLINE, durationOf, eitherOf, parameterOf, strongest } from './judgement.ts';

/** Does this AbortSignal end the call by itself, and after how long? */
export function signalDeadline(value: Value): Deadline {
	if (value.kind === 'either') return eitherOf(alternatives(value).map(signalDeadline));
	if (value.kind === 'literal') return value.value === undefined || value.value === null ? ABSENT : UNKNOWN_DEADLINE;
	if (value.kind === 'result') return once(value.call, UNKNOWN_DEADLINE, () => madeSignal(value));
	if (value.kind === 'member' && value.name === 'signal' && value.of.kind === 'instance' && qualifiedName(value.of.of) === 'global.AbortController') {
		return controllerDeadline(value.of.call, value.of.frame);
	}
	// A caller's signal says when the caller has had enough, not when the other side hangs: the caller decides.
	return parameterOf(value) === undefined ? UNKNOWN_DEADLINE : CALLER;
}

function madeSignal(value: Extract<Value, { kind: 'result' }>): Deadline {
	const [argument] = value.call.arguments;
	switch (qualifiedName(value.of)) {
		case 'global.AbortSignal.timeout':
			return argument === undefined ? ABSENT : timeoutSignal(durationOf(evaluate(argument, deeper(value.frame)), 1, true));
		case 'global.AbortSignal.any':
			return argument === undefined ? ABSENT : anyOf(evaluate(argument, deeper(value.frame)));
		default:
			return parameterOf(value) === undefined ? UNKNOWN_DEADLINE : CALLER;
	}
}

/** Without a number it throws: a setting that may be undefined bounds the call all the same. */
function timeoutSignal(duration: Deadline): Deadline {
	return duration.state === 'unknown' ? { state: 'literal' } : duration;
}

function anyOf(signals: Value): Deadline {
	if (signals.kind !== 'array') return UNKNOWN_DEADLINE;
	return strongest(signals.node.elements.map((element) => (ts.isSpreadElement(element) ? UNKNOWN_DEADLINE : signalDeadline(evaluate(element, deeper(signals.frame))))));
}

/** `setTimeout(() => controller.abort(), ms)` in the function, class or file that made the controller. */
function controllerDeadline(creation: ts.NewExpression, frame: Frame): Deadline {
	const name = holderOf(creation);
	if (name === undefined) return UNKNOWN_DEADLINE;
	const scope = scopeOf(creation);
	const timers = timersThatAbort(scope, name);
	if (timers.length > 0) return strongest(timers.map((timer) => timerDeadline(timer, frame)));
	return handedOn(scope, name) ? UNKNOWN_DEADLINE : { state: 'caller', reason: 'abort-only' };
}

function timerDeadline(timer: ts.CallExpression, frame: Frame): Deadline {
	const delay = timer.arguments[1];
	return delay === undefined ? ABSENT : durationOf(evaluate(delay, deeper(frame)), 1, true);
}

/** The variable or member that a controller is kept in: `controller`, `abortController`. */
function holderOf(creation: ts.Node): string | undefined {
	let holder = creation.parent;
	while (ts.isParenthesizedExpression(holder) || ts.isAsExpression(holder) || ts.isConditionalExpression(holder)) holder = holder.parent;
	if (ts.isVariableDeclaration(holder) && ts.isIdentifier(holder.name)) return holder.name.text;
	if (ts.isPropertyDeclaration(holder) || ts.isPropertyAssignment(holder)) return ts.isIdentifier(holder.name) || ts.isPrivateIdentifier(holder.name) ? holder.name.text : undefined;
	if (!ts.isBinaryExpression(holder)) return undefined;
	if (ts.isIdentifier(holder.left)) return holder.left.text;
	return ts.isPropertyAccessExpression(holder.left) ? holder.left.name.text : undefined;
}

/** Where the timer may stand: around the variable's declaration, or anywhere in the class or file for a member. */
function scopeOf(creation: ts.Node): ts.Node {
	const inClass = ts.findAncestor(creation, (node) => ts.isClassLike(node) || ts.isFunctionLike(node));
	if (inClass !== undefined && ts.isClassLike(inClass)) return inClass;
	return enclosingFunction(creation) ?? creation.getSourceFile();
}

function timersThatAbort(scope: ts.Node, name: string): ts.CallExpression[] {
	const found: ts.CallExpression[] = [];
	const aborts = new RegExp(`(?<![\\w$])${escape(name)}[?!]*\\.abort\\b`);
	const visit = (node: ts.Node): void => {
		if (ts.isCallExpression(node) && /(?:^|\.)setTimeout$/.test(node.expression.getText())) {
			const [callback] = node.arguments;
			if (callback !== undefined && aborts.test(callback.getText())) found.push(node);
		}
		ts.forEachChild(node, visit);
	};
	visit(scope);
	return found;
}

/** Is the controller itself given to somebody who may set a timer? */
function handedOn(scope: ts.Node, name: string): boolean {
	let found = false;
	const visit = (node: ts.Node): void => {
		if (found) return;
		if (ts.isIdentifier(node) && node.text === name && !ts.isPropertyAccessExpression(node.parent)) {
			const { parent } = node;
			found = (ts.isCallExpression(parent) && parent.expression !== node) || ts.isNewExpression(parent) || ts.isReturnStatement(parent) || ts.isShorthandPropertyAssignment(parent) || (ts.isPropertyAssignment(parent) && parent.initializer === node);
		}
		ts.forEachChild(node, visit);
	};
	visit(scope);
	return found;
}

function escape(text: string): string {
	return text.replaceAll(/[$#]/g, '\\$&');
}
