import { ts } from '../../../parse/typescript/compiler.ts';
import { declarationOf } from '../../../parse/typescript/scope.ts';
import type { Emitter } from '../../facts/lifecycle.ts';
import type { CodeContext } from '../context.ts';
import { importedFrom } from '../handling/imported.ts';
import { calleeName, packagesOf } from '../handling/site.ts';
import { loggerAtHand } from '../logging/structure.ts';
import { subjectOf } from '../subject.ts';
import { evaluate } from '../value/evaluate.ts';
import { type Value, alternatives } from '../value/value.ts';
import { type Holder, holderOf, originText, outermost, statementOf } from './holders.ts';
import { listenedTo } from './listened-to.ts';
import { ownEmitter } from './own-classes.ts';
import { sockets } from './sockets.ts';
import { BY_NAME, EMITTERS, type EmitterSource, WORTH_A_LOOK } from './table.ts';
import { type Treatment, treatmentOf } from './treatment.ts';

/** The `emitters` of a file: what throws its `error` event where nobody listens. */
export function emitters(context: CodeContext): Emitter[] {
	const { text } = context.module.sourceFile;
	const made = WORTH_A_LOOK.test(text) ? [...madeHere(context), ...sockets(context)] : [];
	return [...made, ...listenedTo(context, made)];
}

type Making = ts.CallExpression | ts.NewExpression;

function* madeHere(context: CodeContext): Generator<Emitter> {
	for (const node of [...context.nodesOf(ts.isNewExpression), ...context.nodesOf(ts.isCallExpression)]) {
		const row = rowOf(node, context);
		if (row !== undefined) yield emitterOf(node, row, context);
	}
}

/** Names that mean many things: only looked into where the package is named at the top of the file. */
const COMMON = /^(?:connect|request|get|watch|stream|default|consumer|producer|admin|exec)$/;

function rowOf(node: Making, context: CodeContext): Pick<EmitterSource, 'library' | 'kind' | 'unheard'> | undefined {
	const name = calleeName(node);
	if (name === undefined) return undefined;
	const rows = BY_NAME.get(name) ?? [];
	const plain = ts.isIdentifier(node.expression);
	if (rows.length === 0 && !plain) return undefined;
	if (rows.length === 0 || COMMON.test(name)) {
		if (ts.isNewExpression(node) && isOwnClass(node.expression)) return ownEmitter(evaluate(node.expression, context.frame));
		const from = importedFrom(node.expression)?.replace(/^(?=(?:https?|http2|net|tls|fs|zlib|dgram|child_process|worker_threads)$)/, 'node:');
		if (from === undefined) return undefined;
		if (!from.startsWith('.') && !EMITTERS.some((row) => row.from.test(from))) return undefined;
		if (from.startsWith('.') && !ts.isNewExpression(node)) return undefined;
	}
	return alternatives(evaluate(node.expression, context.frame)).map((value) => known(value) ?? (ts.isNewExpression(node) ? ownEmitter(value) : undefined)).find((row) => row !== undefined);
}

function isOwnClass(name: ts.Expression): boolean {
	const declaration = ts.isIdentifier(name) ? declarationOf(name.text, name) : undefined;
	return declaration !== undefined && ts.isClassDeclaration(declaration);
}

/** The row of what is called: `new Pool` of pg, `connection.createChannel` of amqplib. */
function known(value: Value): EmitterSource | undefined {
	if (value.kind === 'package') {
		const path = value.path.filter((part) => part !== 'default');
		// `http.Agent.get` is none of ours: the name follows the package at once.
		return path.length > 1 ? undefined : (BY_NAME.get(path[0] ?? 'default') ?? []).find(({ from }) => from.test(value.name));
	}
	if (value.kind !== 'member') return undefined;
	const packages = packagesOf(value.of);
	return (BY_NAME.get(value.name) ?? []).find(({ from }) => packages.some((name) => from.test(name)));
}

function emitterOf(node: Making, row: Pick<EmitterSource, 'library' | 'kind' | 'unheard'>, context: CodeContext): Emitter {
	const treatment = treatmentOf(node, context);
	const holder = holderOf(node, context);
	const callee = calleeName(node) ?? '';
	const name = holder?.name ?? treatment.name ?? callee;
	return {
		at: context.places.at(node.expression),
		subject: subjectOf(node),
		kind: row.kind,
		library: row.library,
		name,
		made: true,
		origin: originText(node),
		brief: holder !== undefined && isBrief(holder),
		unheard: row.unheard,
		...stateOf(treatment, row, node, context),
		handedTo: [...treatment.handedTo].sort(),
		...(treatment.heard === undefined && holder !== undefined && canListen(node, context) ? { fix: { name: 'listen-for-errors' } } : {}),
	};
}

/** `const connection = await createConnection(…); …; await connection.end()` in one function. */
function isBrief(holder: Holder): boolean {
	return (
		ts.isVariableDeclaration(holder.of) &&
		ts.findAncestor(holder.of, ts.isFunctionLike) !== undefined &&
		holder.uses.some(({ parent }) => ts.isPropertyAccessExpression(parent) && /^(?:end|close|quit|disconnect|destroy|release|logout|unbind)$/.test(parent.name.text))
	);
}

/** A statement of its own makes it, and a logger is at hand. */
function canListen(node: Making, context: CodeContext): boolean {
	return statementOf(node) !== undefined && loggerAtHand(node, context) !== undefined;
}

/** Streams in a chain of pipes are a matter of the chain; a socket or child in one still has its own errors. */
function stateOf(treatment: Treatment, row: Pick<EmitterSource, 'kind'>, node: Making, context: CodeContext): Pick<Emitter, 'errors'> & Partial<Pick<Emitter, 'listener'>> {
	if (treatment.heard !== undefined) return { errors: 'heard', listener: placeOf(treatment.heard, node, context) };
	if (treatment.handedTo.size > 0 || (treatment.piped && row.kind === 'stream')) return { errors: 'unknown' };
	return { errors: hasCallback(node) ? 'unknown' : 'absent' };
}

/** `amqp.connect(url, (error, connection) => …)`: the emitter is the callback's. */
function hasCallback(node: Making): boolean {
	const name = calleeName(node);
	if (name !== 'connect' && name !== 'createChannel' && name !== 'createConfirmChannel') return false;
	return node.arguments?.some((argument) => ts.isArrowFunction(argument) && argument.parameters.length > 1) === true && !ts.isVariableDeclaration(outermost(node).parent);
}

function placeOf(heard: ts.Node, node: ts.Node, context: CodeContext): string {
	return heard.getSourceFile() === context.module.sourceFile ? context.places.at(ts.isCallExpression(heard) ? callPart(heard) : heard) : context.places.at(node);
}

/** The `.on('error', …)` of a chain, not the chain before it: from the listener's own name to its end. */
function callPart(call: ts.CallExpression): ts.Node {
	return ts.isExpressionStatement(call.parent) ? call.parent : call;
}
