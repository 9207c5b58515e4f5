import { ts } from '../../../parse/typescript/compiler.ts';
import { declarationOf, topLevelNames } from '../../../parse/typescript/scope.ts';
import type { CodeContext } from '../context.ts';
import { isErrorName } from './error-names.ts';
import { type LoggerUse, bare, loggerUse } from './loggers.ts';
import { type LogMessage, messageOf } from './message.ts';
import { quoted } from './quotes.ts';
import { requestLoggerAt } from './request-logger.ts';

/** Loggers that take the fields first: `logger.info({ id }, 'text')`. */
const FIELDS_FIRST: ReadonlySet<string> = new Set(['pino', 'fastify', 'bunyan', 'roarr']);
/** Loggers that take them after the message: `logger.info('text', { id })`. */
const FIELDS_LAST: ReadonlySet<string> = new Set(['winston', 'consola', 'tslog', 'powertools']);
const LEVEL_OF: Readonly<Record<string, string>> = { log: 'info', dir: 'debug', table: 'debug', trace: 'debug' };

export type FieldOrder = 'first' | 'last';

/** A log call written anew, as source text: the callee and the arguments. */
export interface StructuredLog {
	readonly callee: string;
	readonly arguments: readonly string[];
	/** The text of the message stays as it was. */
	readonly sameText: boolean;
}

/** A logger at hand: how it is written and where it takes its fields. */
export interface LoggerAtHand {
	readonly name: string;
	readonly order: FieldOrder;
}

/** The call with its values as fields of a logger; undefined where that is not known to keep the meaning. */
export function structured(call: ts.CallExpression, use: LoggerUse, context: CodeContext): StructuredLog | undefined {
	const message = messageOf(call);
	const isConsole = use.logger === 'console';
	const target = isConsole ? loggerAtHand(call, context) : ownOrder(use, context);
	if (target === undefined || message.node === undefined) return undefined;
	if (!isConsole && message.values.length === 0) return undefined;
	const fields = fieldsOf(call, message, context.module.sourceFile);
	const text = plainText(message, context.module.sourceFile);
	if (fields === undefined || text === undefined) return undefined;
	const level = isConsole ? (LEVEL_OF[use.level] ?? use.level) : use.level;
	return { callee: `${target.name}.${level}`, arguments: ordered(fields, text, target.order), sameText: message.values.length === 0 };
}

function ordered(fields: readonly string[], text: string, order: FieldOrder): string[] {
	if (fields.length === 0) return [text];
	const object = `{ ${fields.join(', ')} }`;
	return order === 'first' ? [object, text] : [text, object];
}

function ownOrder(use: LoggerUse, context: CodeContext): LoggerAtHand | undefined {
	const order = orderOf(use, context);
	return order === undefined ? undefined : { name: use.receiver.getText(context.module.sourceFile), order };
}

/** Where a logger takes its fields: by its library, else by how the file calls it. */
export function orderOf(use: LoggerUse, context: CodeContext): FieldOrder | undefined {
	if (FIELDS_FIRST.has(use.logger)) return 'first';
	if (FIELDS_LAST.has(use.logger)) return 'last';
	return use.logger === 'custom' ? learntOrder(use.receiver.getText(context.module.sourceFile), context) : undefined;
}

const learnt = new WeakMap<CodeContext, Map<string, FieldOrder | undefined>>();

/** The order in which the file itself calls a logger of the repository; undefined when it shows none, or both. */
function learntOrder(receiver: string, context: CodeContext): FieldOrder | undefined {
	const orders = learnt.get(context) ?? new Map<string, FieldOrder | undefined>();
	learnt.set(context, orders);
	if (!orders.has(receiver)) orders.set(receiver, shownOrder(receiver, context));
	return orders.get(receiver);
}

function shownOrder(receiver: string, context: CodeContext): FieldOrder | undefined {
	const orders = new Set<FieldOrder>();
	for (const node of context.nodes) {
		if (!ts.isCallExpression(node) || node.arguments.length < 2 || !ts.isPropertyAccessExpression(node.expression)) continue;
		if (node.expression.expression.getText(context.module.sourceFile) !== receiver || loggerUse(node, context) === undefined) continue;
		const [first, second] = node.arguments;
		if (first !== undefined && second !== undefined && ts.isObjectLiteralExpression(first)) orders.add('first');
		else if (first !== undefined && second !== undefined && ts.isObjectLiteralExpression(second)) orders.add('last');
	}
	const [only] = orders;
	return orders.size === 1 ? only : undefined;
}

/** A logger that code at a place can name without an import: bound to the request first, then the class's, then the module's. */
export function loggerAtHand(at: ts.Node, context: CodeContext): LoggerAtHand | undefined {
	const bound = requestLoggerAt(at, context);
	for (const candidate of bound === undefined ? [] : [bound]) {
		const order = context.profile.frameworks.includes('fastify') || context.profile.loggers.some((name) => /pino|bunyan/.test(name)) ? 'first' : learntOrder(candidate, context);
		if (order !== undefined) return { name: candidate, order };
	}
	return usedNearby(at, context);
}

/** A logger that the file already writes to, nearest first, by a name that means the same here. */
function usedNearby(at: ts.Node, context: CodeContext): LoggerAtHand | undefined {
	const top = topLevelNames(context.module.sourceFile);
	for (const node of context.nodes) {
		const use = loggerUse(node, context);
		if (use === undefined || use.logger === 'console') continue;
		const receiver = bare(use.receiver);
		const here = ts.isIdentifier(receiver) ? top.get(receiver.text) !== undefined && declarationOf(receiver.text, at) === top.get(receiver.text) : isThisMember(receiver) && sameClass(receiver, at);
		const order = here ? orderOf(use, context) : undefined;
		if (order !== undefined) return { name: receiver.getText(context.module.sourceFile), order };
	}
	return undefined;
}

function isThisMember(node: ts.Expression): boolean {
	return ts.isPropertyAccessExpression(node) && node.expression.kind === ts.SyntaxKind.ThisKeyword;
}

function sameClass(receiver: ts.Node, at: ts.Node): boolean {
	// `this` is another one inside a plain function.
	const rebinds = ts.findAncestor(at, (node) => ts.isFunctionDeclaration(node) || ts.isFunctionExpression(node) || ts.isClassLike(node));
	const owner = classAround(receiver);
	return owner !== undefined && owner === classAround(at) && rebinds !== undefined && ts.isClassLike(rebinds);
}

function classAround(node: ts.Node): ts.Node | undefined {
	return ts.findAncestor(node, (ancestor) => ts.isClassLike(ancestor));
}

/** The fields, as properties of an object literal; undefined when one has no name of its own. */
function fieldsOf(call: ts.CallExpression, message: LogMessage, sourceFile: ts.SourceFile): string[] | undefined {
	const fields = new Map<string, string>();
	for (const value of [...message.values, ...call.arguments.filter((argument) => argument !== message.node)]) {
		const inner = bare(value);
		if (ts.isObjectLiteralExpression(inner) && !message.values.includes(value)) {
			for (const property of inner.properties) fields.set(property.name?.getText(sourceFile) ?? property.getText(sourceFile), property.getText(sourceFile));
			continue;
		}
		const name = fieldName(inner);
		const text = inner.getText(sourceFile);
		if (name === undefined || (fields.has(name) && fields.get(name) !== fieldText(name, text))) return undefined;
		fields.set(name, fieldText(name, text));
	}
	return [...fields.values()];
}

function fieldText(name: string, value: string): string {
	return name === value ? name : `${name}: ${value}`;
}

/** `order.id` -> `orderId`, `count` -> `count`, an error -> `err`. */
function fieldName(node: ts.Expression): string | undefined {
	if (ts.isIdentifier(node)) return isErrorName(node) ? 'err' : node.text;
	if (!ts.isPropertyAccessExpression(node)) return undefined;
	const owner = node.expression;
	const member = node.name.text;
	if (owner.kind === ts.SyntaxKind.ThisKeyword) return member.replace(/^[_#]+/, '');
	if (member.length > 3 && !/^(?:name|type|code|text|path|size|length|status|message|stack)$/.test(member)) return member;
	const prefix = ts.isIdentifier(owner) ? owner.text : ts.isPropertyAccessExpression(owner) ? owner.name.text : undefined;
	return prefix === undefined ? undefined : `${prefix}${member.charAt(0).toUpperCase()}${member.slice(1)}`;
}

/** The message without its values; undefined when too little text would be left to tell one line from another. */
function plainText(message: LogMessage, sourceFile: ts.SourceFile): string | undefined {
	const node = message.node === undefined ? undefined : bare(message.node);
	if (node === undefined) return undefined;
	if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return node.getText(sourceFile);
	if (!ts.isTemplateExpression(node)) return undefined;
	const parts = [node.head.text, ...node.templateSpans.map((span) => span.literal.text)];
	const text = parts.map((part) => part.trim().replace(/[\s:=,([{'"#-]+$/, '').replace(/^[)\]}'",;:]+\s*/, '')).filter((part) => part !== '').join(' ');
	return /[a-z]{3}.*[a-z]{3}/i.test(text) ? quoted(text, sourceFile) : undefined;
}
