import { ts } from '../../../parse/typescript/compiler.ts';
import { declarationOf } from '../../../parse/typescript/scope.ts';
import type { ProcessListener } from '../../facts/lifecycle.ts';
import type { CodeContext } from '../context.ts';
import { nodesIn } from '../handling/calls.ts';
import { type Work, calleeName, receiver, workOf } from '../handling/site.ts';
import { subjectOf } from '../subject.ts';
import { evaluate } from '../value/evaluate.ts';
import { type Frame, alternatives } from '../value/value.ts';

const LISTENS = /^(?:on|once|addListener|prependListener|prependOnceListener)$/;
const EVENTS = /^SIG[A-Z0-9]+$|^unhandledRejection$|^uncaughtException(?:Monitor)?$|^(?:beforeExit|exit|disconnect)$/;
/** Calls that bring something to an end. */
const ENDS = /^(?:\$?disconnect|\$?destroy|close\w*|stop\w*|end|quit|drain\w*|flush\w*|shutdown\w*|shutDown\w*|terminate\w*|dispose\w*|teardown\w*|cleanup|cleanUp|unsubscribe|pause|cancel\w*|kill|release|graceful\w*|forceFlush|deregister\w*)$/;
const MAY_REGISTER = /shut-?down\w*\.\w+\(|(?:on|add|register|before)\w*(?:shutdown|cleanup|teardown|exithook|terminat)\w*\(|['"`](?:onClose|preClose|shutdown)['"`]|onModuleDestroy/i;
/** Where code registers what is to be done at the end: `ShutdownHelper.add(…)`, `addHook('onClose', …)`, `onShutdown(…)`. */
const REGISTERS = /(?:shut-?down|cleanup|teardown|terminat|exithook|graceful|lifecycle)\w*\.(?:add|register|push|on|use|before|after|append|prepend)\w*$|(?:^|\.)(?:on|add|register|before|schedule)(?:Graceful|Server|App|Application)?(?:Shutdown|Cleanup|Teardown|Terminate|Termination|ExitHook)\w*$/i;
const CLOSING_HOOK = /^(?:onClose|preClose|shutdown|beforeShutdown|onShutdown)$/;
/** Methods that Nest calls when the application ends. */
const METHODS = /^(?:onModuleDestroy|onApplicationShutdown|beforeApplicationShutdown)$/;
/** How many functions a listener is followed into. */
const MAX_STEPS = 3;

/** The `processListeners` of a file: `process.on('SIGTERM', …)` in all its forms. */
export function processListeners(context: CodeContext): ProcessListener[] {
	const { text } = context.module.sourceFile;
	return [...(/\bprocess\b/.test(text) ? heard(context) : []), ...(registersSteps(text) ? registeredSteps(context) : [])];
}

function heard(context: CodeContext): ProcessListener[] {
	return context.nodesOf(ts.isCallExpression).flatMap((call) => {
		const on = LISTENS.test(calleeName(call) ?? '') ? receiver(call) : undefined;
		if (on === undefined || !isProcess(on)) return [];
		const [event, handler] = call.arguments;
		return event === undefined ? [] : eventsOf(event, context.frame).map((name) => listenerOf(call, name, handler, context));
	});
}

/** Does a text register what is to be done at the end? */
export function registersSteps(text: string): boolean {
	return MAY_REGISTER.test(text);
}

/** What is registered to be done at the end, whoever hears the signal. */
function registeredSteps(context: CodeContext): ProcessListener[] {
	const registered = context.nodesOf(ts.isCallExpression).flatMap((call) => {
		const work = registersStep(call) ? call.arguments.find((argument) => ts.isArrowFunction(argument) || ts.isFunctionExpression(argument)) : undefined;
		return work === undefined ? [] : [listenerOf(call, 'shutdown', work, context)];
	});
	const methods = context.nodesOf(ts.isMethodDeclaration).filter(({ name, body }) => body !== undefined && ts.isIdentifier(name) && METHODS.test(name.text));
	return [...registered, ...methods.map((method) => stepOf(method, context))].filter(({ ends }) => ends.length > 0);
}

function registersStep(call: ts.CallExpression): boolean {
	const callee = call.expression.getText().replaceAll(/[?!\s]/g, '');
	if (REGISTERS.test(callee) && !callee.startsWith('process.')) return true;
	const [first] = call.arguments;
	return /(?:^|\.)(?:addHook|on|once)$/.test(callee) && first !== undefined && ts.isStringLiteralLike(first) && CLOSING_HOOK.test(first.text);
}

function stepOf(method: ts.MethodDeclaration, context: CodeContext): ProcessListener {
	const does = deedsOf({ kind: 'function', node: method, frame: context.frame });
	return { at: context.places.at(method, method.name), subject: subjectOf(method), event: 'shutdown', ends: [...does.ends].sort(), exits: does.exits, bounded: does.bounded };
}

/** The global, or what `node:process` exports under that name. */
function isProcess(node: ts.Expression): boolean {
	if (ts.isPropertyAccessExpression(node)) return node.name.text === 'process' && ts.isIdentifier(node.expression) && node.expression.text === 'globalThis';
	if (!ts.isIdentifier(node)) return false;
	if (node.text !== 'process') return false;
	const declaration = declarationOf('process', node);
	return declaration === undefined || ts.isImportClause(declaration) || ts.isNamespaceImport(declaration) || ts.isImportSpecifier(declaration);
}

/** `'SIGTERM'`, or what `signal` runs through in `signals.forEach((signal) => …)` and `for (const signal of signals)`. */
function eventsOf(node: ts.Expression, frame: Frame): string[] {
	const named = alternatives(evaluate(node, frame)).flatMap((value) => (value.kind === 'literal' && typeof value.value === 'string' ? [value.value] : []));
	const events = named.length > 0 ? named : ts.isIdentifier(node) ? elementsOf(node, frame) : [];
	return [...new Set(events.filter((event) => EVENTS.test(event)))];
}

function elementsOf(name: ts.Identifier, frame: Frame): string[] {
	const declaration = declarationOf(name.text, name);
	if (declaration === undefined) return [];
	const list = ts.isParameter(declaration) ? listOfCallback(declaration) : ts.isVariableDeclaration(declaration) && ts.isForOfStatement(declaration.parent.parent) ? declaration.parent.parent.expression : undefined;
	if (list === undefined) return [];
	return alternatives(evaluate(list, frame)).flatMap((value) => {
		if (value.kind !== 'array') return [];
		return value.node.elements.flatMap((element) => alternatives(evaluate(element, value.frame)).flatMap((item) => (item.kind === 'literal' && typeof item.value === 'string' ? [item.value] : [])));
	});
}

function listOfCallback(parameter: ts.ParameterDeclaration): ts.Expression | undefined {
	const call = parameter.parent.parent;
	if (!ts.isCallExpression(call) || !/^(?:forEach|map)$/.test(calleeName(call) ?? '')) return undefined;
	return receiver(call);
}

function listenerOf(call: ts.CallExpression, event: string, handler: ts.Expression | undefined, context: CodeContext): ProcessListener {
	const work = workOf(handler, context);
	const does = work === undefined ? { ends: new Set<string>(), exits: false, bounded: false } : deedsOf(work);
	const outer = loopAround(call) ?? (ts.isExpressionStatement(call.parent) ? call.parent : call);
	return { at: context.places.at(outer), subject: subjectOf(call), event, ends: [...does.ends].sort(), exits: does.exits, bounded: does.bounded };
}

/** The loop over signals that a listener stands in. */
function loopAround(call: ts.CallExpression): ts.Node | undefined {
	return ts.findAncestor(call.parent, (node) => {
		if (ts.isSourceFile(node)) return 'quit';
		if (ts.isForOfStatement(node)) return true;
		return ts.isExpressionStatement(node) && node.expression.end > call.end && /^\w[\w.]*\.forEach\(|^\[/.test(node.getText());
	});
}

interface Deeds {
	readonly ends: Set<string>;
	exits: boolean;
	bounded: boolean;
}

function deedsOf(work: Work): Deeds {
	const deeds: Deeds = { ends: new Set(), exits: false, bounded: false };
	collect(work, deeds, MAX_STEPS, new Set());
	return deeds;
}

function collect(work: Work, deeds: Deeds, steps: number, seen: Set<ts.Node>): void {
	if (seen.has(work.node)) return;
	seen.add(work.node);
	for (const node of nodesIn(work.node)) {
		if (!ts.isCallExpression(node)) continue;
		const name = calleeName(node) ?? '';
		const text = node.expression.getText().replaceAll(/[?!]|\s/g, '');
		if (text === 'process.exit' || text === 'process.kill') deeds.exits = true;
		if (name === 'setTimeout' || name === 'timeout' || /withTimeout|pTimeout/.test(name)) deeds.bounded = true;
		if (ENDS.test(name)) deeds.ends.add(text.slice(0, 60));
		if (steps === 0) continue;
		for (const value of alternatives(evaluate(node.expression, work.frame))) if (value.kind === 'function') collect(value, deeds, steps - 1, seen);
	}
}
