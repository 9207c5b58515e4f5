import { ts } from '../../../parse/typescript/compiler.ts';
import type { SignalUse } from '../../facts.ts';
import { nodesIn } from '../handling/calls.ts';
import { staticName } from '../value/object-shape.ts';
import { lastName } from '../last-name.ts';

/** A caller's signal that a function could pass on. */
export interface SignalInReach {
	/** As code: `signal`, `options.signal`. */
	readonly text: string;
	readonly source: Exclude<SignalUse['source'], 'none'>;
	/** The function that has it. */
	readonly owner: ts.FunctionLikeDeclaration;
	/** Names through which it passes on: its own, and variables made of it. */
	readonly carriers: ReadonlySet<string>;
	/** Objects that hold it as a member: passing one on as a whole passes the signal. */
	readonly holders: ReadonlySet<string>;
}

const SIGNAL = /^(?:abort|cancel|cancellation)?signal$/i;
const TYPED = /\bAbortSignal\b/;
/** A file in which `signal` means an AbortSignal, not the signal of a process or of a market. */
const ABOUT_ABORT = /\bAbort(?:Signal|Controller|Error)\b|\.aborted\b|throwIfAborted|queryFn/;
const REQUEST_TYPE = /^(?:Request|NextRequest)$/;

const signals = new WeakMap<ts.FunctionLikeDeclaration, SignalInReach | 'none'>();

/** The nearest signal around a node. A function that a timer or an event starts later is no part of its caller's work. */
export function signalAround(node: ts.Node): SignalInReach | undefined {
	for (let around: ts.Node = node.parent; !ts.isSourceFile(around); around = around.parent) {
		if (!ts.isFunctionLike(around) || !('body' in around)) continue;
		const known = signalOf(around);
		if (known !== undefined) return known;
		if (runsLater(around)) return undefined;
	}
	return undefined;
}

function runsLater(fn: ts.Node): boolean {
	const call = fn.parent;
	if (!ts.isCallExpression(call)) return false;
	const name = lastName(call.expression);
	return /^(?:setTimeout|setInterval|setImmediate|nextTick|queueMicrotask|on|once|addEventListener|addListener|waitUntil|after)$/.test(name);
}

function signalOf(fn: ts.FunctionLikeDeclaration): SignalInReach | undefined {
	const known = signals.get(fn);
	if (known !== undefined) return known === 'none' ? undefined : known;
	const signal = look(fn);
	signals.set(fn, signal ?? 'none');
	return signal;
}

interface Taken {
	readonly text: string;
	readonly source: SignalInReach['source'];
	readonly carrier?: string;
	readonly holder?: string;
}

function look(fn: ts.FunctionLikeDeclaration): SignalInReach | undefined {
	if (fn.body === undefined) return undefined;
	for (const parameter of fn.parameters) {
		const taken = takenBy(parameter, fn);
		if (taken !== undefined) return withCarriers(taken, fn, fn.body);
	}
	return undefined;
}

function takenBy(parameter: ts.ParameterDeclaration, fn: ts.FunctionLikeDeclaration): Taken | undefined {
	const { name, type } = parameter;
	if (ts.isObjectBindingPattern(name)) return destructured(name, type);
	if (!ts.isIdentifier(name)) return undefined;
	if (type !== undefined && TYPED.test(type.getText()) && !ts.isTypeLiteralNode(type) && !ts.isFunctionTypeNode(type)) return { text: name.text, source: 'parameter', carrier: name.text };
	if (SIGNAL.test(name.text) && type === undefined && speaksOfAbort(parameter)) return { text: name.text, source: 'parameter', carrier: name.text };
	const member = type === undefined ? undefined : signalMember(type, 0);
	if (member !== undefined) return { text: `${name.text}${parameter.questionToken === undefined ? '' : '?'}.${member}`, source: 'parameter', holder: name.text };
	if (type !== undefined && ts.isTypeReferenceNode(type) && REQUEST_TYPE.test(type.typeName.getText())) return { text: `${name.text}.signal`, source: 'request', holder: name.text };
	const used = usedMember(name.text, fn);
	return used === undefined ? undefined : { text: used, source: /^(?:c|ctx|req|request)$/i.test(name.text) ? 'request' : 'parameter', holder: name.text };
}

function speaksOfAbort(node: ts.Node): boolean {
	return ABOUT_ABORT.test(node.getSourceFile().text);
}

/** `({ signal })`, `({ request: { signal } })`. */
function destructured(pattern: ts.ObjectBindingPattern, type: ts.TypeNode | undefined): Taken | undefined {
	for (const element of pattern.elements) {
		const key = element.propertyName ?? element.name;
		if (ts.isIdentifier(key) && SIGNAL.test(key.text) && ts.isIdentifier(element.name)) {
			const member = type !== undefined && ts.isTypeLiteralNode(type) ? memberType(type, key.text) : undefined;
			if (member === undefined ? speaksOfAbort(pattern) : TYPED.test(member.getText())) return { text: element.name.text, source: 'parameter', carrier: element.name.text };
		}
		const inner = ts.isObjectBindingPattern(element.name) ? destructured(element.name, undefined) : undefined;
		if (inner !== undefined) return inner;
	}
	return undefined;
}

function memberType(type: ts.TypeLiteralNode | ts.InterfaceDeclaration, name: string): ts.TypeNode | undefined {
	const member = type.members.find((candidate): candidate is ts.PropertySignature => ts.isPropertySignature(candidate) && staticName(candidate.name) === name);
	return member?.type;
}

/** The member of a type of this file that is an AbortSignal. */
export function signalMember(type: ts.TypeNode, depth: number): string | undefined {
	if (depth > 3) return undefined;
	if (ts.isTypeLiteralNode(type)) return memberNamed(type);
	if (ts.isIntersectionTypeNode(type) || ts.isUnionTypeNode(type)) return type.types.map((part) => signalMember(part, depth + 1)).find((name) => name !== undefined);
	if (ts.isParenthesizedTypeNode(type)) return signalMember(type.type, depth + 1);
	if (!ts.isTypeReferenceNode(type) || !ts.isIdentifier(type.typeName)) return undefined;
	const [argument] = type.typeArguments ?? [];
	if (argument !== undefined && /^(?:Partial|Readonly|Required)$/.test(type.typeName.text)) return signalMember(argument, depth + 1);
	const { text } = type.typeName;
	const declaration = type.getSourceFile().statements.find((statement) => (ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement)) && statement.name.text === text);
	if (declaration === undefined) return undefined;
	if (ts.isTypeAliasDeclaration(declaration)) return signalMember(declaration.type, depth + 1);
	return ts.isInterfaceDeclaration(declaration) ? memberNamed(declaration) : undefined;
}

function memberNamed(type: ts.TypeLiteralNode | ts.InterfaceDeclaration): string | undefined {
	const member = type.members.find((candidate) => ts.isPropertySignature(candidate) && candidate.type !== undefined && TYPED.test(candidate.type.getText()) && SIGNAL.test(staticName(candidate.name) ?? ''));
	return member?.name === undefined ? undefined : member.name.getText();
}

/** `options.signal` somewhere in the function: its type stands elsewhere, its use tells. */
function usedMember(name: string, fn: ts.FunctionLikeDeclaration): string | undefined {
	const sourceFile = fn.getSourceFile();
	return memberUses(sourceFile).get(name)?.find((use) => use.pos >= fn.pos && use.end <= fn.end)?.getText(sourceFile);
}

const uses = new WeakMap<ts.SourceFile, ReadonlyMap<string, readonly ts.PropertyAccessExpression[]>>();

/** Where a file that is about aborting reads `x.signal`, by `x`; one walk a file. */
function memberUses(sourceFile: ts.SourceFile): ReadonlyMap<string, readonly ts.PropertyAccessExpression[]> {
	const known = uses.get(sourceFile);
	if (known !== undefined) return known;
	const found = new Map<string, ts.PropertyAccessExpression[]>();
	uses.set(sourceFile, found);
	if (!ABOUT_ABORT.test(sourceFile.text)) return found;
	for (const node of nodesIn(sourceFile)) {
		if (!ts.isPropertyAccessExpression(node) || !SIGNAL.test(node.name.text) || !ts.isIdentifier(node.expression)) continue;
		const of = found.get(node.expression.text) ?? [];
		of.push(node);
		found.set(node.expression.text, of);
	}
	return found;
}

/** Variables that are made of the signal, and controllers that it aborts. */
function withCarriers({ text, source, carrier, holder }: Taken, owner: ts.FunctionLikeDeclaration, body: ts.Node): SignalInReach {
	const carriers = new Set(carrier === undefined ? [] : [carrier]);
	const holders = new Set(holder === undefined ? [] : [holder]);
	const reach = { text, source, owner, carriers, holders };
	const steps = [...nodesIn(body)].filter((node) => ts.isVariableDeclaration(node) || ts.isBinaryExpression(node) || ts.isCallExpression(node)).filter(maySpread);
	for (let size = -1; size !== carriers.size + holders.size; ) {
		size = carriers.size + holders.size;
		for (const node of steps) spread(node, reach, carriers, holders);
	}
	return reach;
}

/** Declarations, assignments and listeners: what can make one thing out of another. */
function maySpread(node: ts.Node): boolean {
	if (ts.isCallExpression(node)) return ts.isPropertyAccessExpression(node.expression) && node.expression.name.text === 'addEventListener';
	return ts.isVariableDeclaration(node) || (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken);
}

function spread(node: ts.Node, reach: SignalInReach, carriers: Set<string>, holders: Set<string>): void {
	if (ts.isVariableDeclaration(node) && node.initializer !== undefined) declared(node.name, node.initializer, reach, carriers, holders);
	else if (ts.isBinaryExpression(node) && !ts.isFunctionLike(node.right) && mentions(node.right, reach)) carriers.add(rootOf(node.left));
	// `signal.addEventListener('abort', () => controller.abort())`, in whichever way it is bound to it.
	else if (ts.isCallExpression(node) && mentions(node.expression, reach)) for (const name of aborted(node)) carriers.add(name);
	else if (ts.isBinaryExpression(node) && ts.isPropertyAccessExpression(node.left) && node.left.name.text === 'onabort' && mentions(node.left.expression, reach)) for (const name of aborted(node.right)) carriers.add(name);
}

function declared(name: ts.BindingName, initializer: ts.Expression, reach: SignalInReach, carriers: Set<string>, holders: Set<string>): void {
	if (ts.isIdentifier(name)) {
		if (ts.isIdentifier(initializer) && holders.has(initializer.text)) holders.add(name.text);
		else if (!ts.isFunctionLike(initializer) && mentions(initializer, reach)) carriers.add(name.text);
		return;
	}
	if (!ts.isObjectBindingPattern(name) || !(ts.isIdentifier(initializer) && holders.has(initializer.text))) return;
	for (const element of name.elements) {
		if (!ts.isIdentifier(element.name)) continue;
		if (element.dotDotDotToken !== undefined) holders.add(element.name.text);
		else if (SIGNAL.test((element.propertyName ?? element.name).getText())) carriers.add(element.name.text);
	}
}

function rootOf(node: ts.Expression): string {
	let inner = node;
	while (ts.isPropertyAccessExpression(inner) || ts.isElementAccessExpression(inner)) inner = inner.expression;
	return ts.isIdentifier(inner) ? inner.text : node.getText();
}

function aborted(node: ts.Node): string[] {
	return [...nodesIn(node)].filter((inner): inner is ts.PropertyAccessExpression => ts.isPropertyAccessExpression(inner) && /^(?:abort|cancel|destroy|close)$/.test(inner.name.text)).map(({ expression }) => rootOf(expression));
}

/** Does an expression contain the signal, something made of it, or the object that holds it as a whole? */
export function mentions(node: ts.Node, { carriers, holders }: Pick<SignalInReach, 'carriers' | 'holders'>): boolean {
	for (const inner of nodesIn(node)) {
		if (!ts.isIdentifier(inner)) continue;
		const { parent } = inner;
		if (ts.isPropertyAccessExpression(parent) && parent.name === inner) continue;
		if (ts.isPropertyAssignment(parent) && parent.name === inner) continue;
		if (carriers.has(inner.text) && !asksOnly(inner)) return true;
		if (!holders.has(inner.text)) continue;
		if (!ts.isPropertyAccessExpression(parent) || SIGNAL.test(parent.name.text)) return true;
	}
	return false;
}

/** `signal.aborted` is a question, not a signal. */
function asksOnly({ parent }: ts.Identifier): boolean {
	return ts.isPropertyAccessExpression(parent) && /^(?:aborted|reason)$/.test(parent.name.text);
}
