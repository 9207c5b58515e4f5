import { ts } from '../../../parse/typescript/compiler.ts';
import { declarationOf } from '../../../parse/typescript/scope.ts';
import type { Exposure } from '../../facts/logging.ts';
import { handsBack } from '../handling/inert.ts';
import { evaluate } from '../value/evaluate.ts';
import { staticName } from '../value/object-shape.ts';
import { enter, returnedExpressions } from '../value/returns.ts';
import type { Frame } from '../value/value.ts';
import { type ExposedObject, objectMeaning } from './objects.ts';
import { type Source, isKnownText, isMasking, isNothing, isPlainType, sourceOf } from './sources.ts';
import { isPublicPart, treatmentOf } from './treatment.ts';
import { type Meaning, isHarmless, meaningOf, saysMasked } from './words.ts';
import { lastName } from '../last-name.ts';

/** How many names, calls and objects are followed from one value, and how many values of one place are told. */
const MAX_STEPS = 5;
const MAX_PARTS = 24;
/** Text that may be about something to hide: a quick look before a closer one. */
const SPEAKS = /pass|pwd|secret|token|auth|cookie|cred|key|jwt|header|body|req|env|config|account|user|session|mail|phone|url|uri|link/i;

/** A value that ends up at a sink. */
export interface Part extends Meaning {
	readonly node: ts.Expression;
	readonly how: Exposure['how'];
	/** Masked, hashed or cut short on the way. */
	readonly masked: boolean;
	/** The keys it stands under beside the message, outermost first. */
	readonly path: readonly string[];
}

/** Methods that cut or change what they are called on, whatever they are given. */
const OF_RECEIVER = /^(?:slice|substring|substr|map|replace\w*|at|charAt|digest|pad\w+)$/;

interface Way {
	readonly frame: Frame;
	readonly how: Exposure['how'];
	readonly masked: boolean;
	readonly path: readonly string[];
	readonly steps: number;
}

/** The values that should not be written down among those that an expression puts there. */
export function partsOf(expression: ts.Expression, frame: Frame, key?: string): Part[] {
	const found: Part[] = [];
	walk(expression, { frame, how: key === undefined ? 'argument' : 'field', masked: false, path: key === undefined ? [] : [key], steps: 0 }, found);
	return found;
}

function walk(node: ts.Expression, way: Way, found: Part[]): void {
	if (way.steps > MAX_STEPS || found.length >= MAX_PARTS) return;
	if (isWrapper(node)) walk(node.expression, way, found);
	else if (ts.isTemplateExpression(node)) for (const span of node.templateSpans) walk(span.expression, inText(way), found);
	else if (ts.isBinaryExpression(node)) walkBinary(node, way, found);
	else if (ts.isConditionalExpression(node)) {
		walk(node.whenTrue, way, found);
		walk(node.whenFalse, way, found);
	} else if (ts.isObjectLiteralExpression(node)) for (const property of node.properties) walkProperty(property, way, found);
	else if (ts.isArrayLiteralExpression(node)) for (const element of node.elements) walk(ts.isSpreadElement(element) ? element.expression : element, way, found);
	else if (ts.isCallExpression(node)) walkCall(node, way, found);
	else if (ts.isIdentifier(node)) walkName(node, way, found);
	else if (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) walkMember(node, way, found);
}

function isWrapper(node: ts.Expression): node is ts.ParenthesizedExpression | ts.AsExpression | ts.NonNullExpression | ts.SatisfiesExpression | ts.AwaitExpression {
	return ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isNonNullExpression(node) || ts.isSatisfiesExpression(node) || ts.isAwaitExpression(node);
}

function inText(way: Way): Way {
	return way.how === 'stringified' ? way : { ...way, how: 'interpolated' };
}

function walkBinary(node: ts.BinaryExpression, way: Way, found: Part[]): void {
	switch (node.operatorToken.kind) {
		case ts.SyntaxKind.PlusToken:
			walk(node.left, inText(way), found);
			walk(node.right, inText(way), found);
			return;
		case ts.SyntaxKind.QuestionQuestionToken:
		case ts.SyntaxKind.BarBarToken:
			walk(node.left, way, found);
			walk(node.right, way, found);
			return;
		case ts.SyntaxKind.AmpersandAmpersandToken:
		case ts.SyntaxKind.CommaToken:
			walk(node.right, way, found);
			return;
		default:
	}
}

function walkProperty(property: ts.ObjectLiteralElementLike, way: Way, found: Part[]): void {
	const how = way.how === 'stringified' ? way.how : 'field';
	if (ts.isSpreadAssignment(property)) walk(property.expression, { ...way, how }, found);
	const name = property.name === undefined ? undefined : staticName(property.name);
	if (name === undefined) return;
	const inner = { ...way, how, path: [...way.path, name] } satisfies Way;
	if (ts.isShorthandPropertyAssignment(property)) walkName(property.name, inner, found);
	else if (ts.isPropertyAssignment(property)) walk(property.initializer, inner, found);
}

function walkCall(node: ts.CallExpression, way: Way, found: Part[]): void {
	const asked = askedFor(node);
	if (asked !== undefined) {
		add(node, asked, way, found);
		return;
	}
	const named = treatmentOf(node);
	const treatment = named === 'masked' && handsBack(node.expression, way.frame) ? 'same' : named;
	if (treatment === 'gone') return;
	if (treatment === 'other') {
		walkUnknownCall(node, way, found);
		return;
	}
	const masked = treatment === 'masked';
	const inner: Way = { ...way, how: treatment === 'stringified' ? 'stringified' : way.how, masked: way.masked || masked, steps: way.steps + 1 };
	const before = found.length;
	for (const value of treated(node, masked)) walk(value, inner, found);
	if (masked && found.length === before) addByKey(node, inner, found);
}

/** `headers.get('authorization')`, `req.header('cookie')`: what is asked for by name. */
function askedFor({ expression, arguments: [argument] }: ts.CallExpression): Meaning | undefined {
	if (argument === undefined || !ts.isStringLiteralLike(argument) || !ts.isPropertyAccessExpression(expression)) return undefined;
	return /^(?:get|header|getHeader|cookie)$/.test(expression.name.text) ? meaningOf(argument.text) : undefined;
}

/** What a call does something to: what it is called on (`token.slice(0, 4)`), or what it is given (`mask(token)`, `JSON.stringify(token)`). */
function treated(node: ts.CallExpression, masked: boolean): readonly ts.Expression[] {
	const callee = node.expression;
	const isMethod = ts.isPropertyAccessExpression(callee) && !(ts.isIdentifier(callee.expression) && /^(?:JSON|util|Object|Buffer|superjson|Array|Promise)$/.test(callee.expression.text));
	if (isMethod && (!masked || node.arguments.length === 0 || OF_RECEIVER.test(callee.name.text))) return [callee.expression];
	return masked ? node.arguments : node.arguments.slice(0, 1);
}

/** A function of the repository is looked into; any other tells by its name, or by the key that its result stands under. */
function walkUnknownCall(node: ts.CallExpression, way: Way, found: Part[]): void {
	const callee = mayTell(node) ? evaluate(node.expression, way.frame) : undefined;
	if (callee?.kind === 'function') {
		const frame = enter(callee, node.arguments, way.frame);
		const before = found.length;
		for (const returned of returnedExpressions(callee.node)) walk(returned, { ...way, frame, steps: way.steps + 1 }, found);
		if (found.length > before || callee.node.body !== undefined) return;
	}
	const name = lastName(node.expression);
	const noun = /^(?:get|fetch|load|read|create|generate|make|issue|sign|decrypt|find|resolve)([A-Z]\w*)$/.exec(name)?.[1];
	const meaning = noun === undefined ? undefined : meaningOf(noun);
	if (meaning !== undefined && meaning.kind !== 'personal' && meaning.kind !== 'url') add(node, meaning, way, found);
	else if (!isHarmless(name)) addByKey(node, way, found);
}

/** A function of this file is looked into; for one of another, that file would have to be read: only where what it is given, or its name, speaks of something. */
function mayTell(node: ts.CallExpression): boolean {
	const root = ts.isPropertyAccessExpression(node.expression) ? node.expression.expression : node.expression;
	const declaration = ts.isIdentifier(root) ? declarationOf(root.text, root) : undefined;
	const isImported = declaration !== undefined && (ts.isImportSpecifier(declaration) || ts.isImportClause(declaration) || ts.isNamespaceImport(declaration));
	return !isImported || SPEAKS.test(node.getText());
}

function walkName(node: ts.Identifier, way: Way, found: Part[]): void {
	if (node.text === 'undefined') return;
	const declaration = declarationOf(node.text, node);
	if (declaration !== undefined && isPlainType(declaration)) return;
	const bound = declaration !== undefined && ts.isParameter(declaration) ? way.frame.bindings?.get(declaration) : undefined;
	if (bound !== undefined) {
		walk(bound.expression, { ...way, frame: bound.frame, steps: way.steps + 1 }, found);
		return;
	}
	const source = declaration === undefined ? undefined : sourceOf(declaration);
	const meaning = meaningOf(node.text) ?? (source?.key === undefined ? undefined : meaningOf(source.key));
	if (meaning !== undefined && isKnownText(node, way.frame)) return;
	if (source?.value !== undefined && way.steps < MAX_STEPS && walkSource(node, { ...source, value: source.value }, meaning, way, found)) return;
	if (meaning !== undefined) add(node, meaning, way, found);
	else addObject(node, way, found);
}

/** What a name was made of tells more than the name: `const token = mask(raw)`, `const line = user.email`. True when it told all. */
function walkSource(node: ts.Identifier, source: Source & { readonly value: ts.Expression }, meaning: Meaning | undefined, way: Way, found: Part[]): boolean {
	const inner: Part[] = [];
	walk(source.value, { ...way, ...(source.isElement === true ? { how: 'argument' } : {}), steps: way.steps + 1 }, inner);
	if (inner.length > 0 && (meaning === undefined || inner.every(({ masked }) => masked))) {
		found.push(...inner.map((part) => ({ ...part, node: meaning === undefined ? part.node : node })));
		return true;
	}
	if (isNothing(source.value)) return true;
	if (inner.length > 0 || meaning === undefined || !isMasking(source.value)) return false;
	add(node, meaning, { ...way, masked: true }, found);
	return true;
}

function walkMember(node: ts.PropertyAccessExpression | ts.ElementAccessExpression, way: Way, found: Part[]): void {
	const name = ts.isPropertyAccessExpression(node) ? node.name.text : ts.isStringLiteralLike(node.argumentExpression) ? node.argumentExpression.text : undefined;
	if (name === undefined) return;
	if (isPublicPart(name)) {
		addPublicPart(node, way, found);
		return;
	}
	if (/^(?:value|raw|current|plain)$/.test(name)) {
		walk(node.expression, { ...way, steps: way.steps + 1 }, found);
		return;
	}
	const meaning = meaningOf(name);
	if (meaning === undefined) addObject(node, way, found);
	else if (!isKnownText(node, way.frame)) add(node, meaning, way, found);
}

/** `url.origin`: an address without what may be secret in it. */
function addPublicPart(node: ts.PropertyAccessExpression | ts.ElementAccessExpression, way: Way, found: Part[]): void {
	const owner = lastName(node.expression);
	const meaning = meaningOf(owner);
	if (meaning?.kind === 'url' || meaning?.kind === 'credential') add(node, meaning, { ...way, masked: true }, found);
}

/** A whole object of a kind that should not be written down; else the key may tell. */
function addObject(node: ts.Identifier | ts.PropertyAccessExpression | ts.ElementAccessExpression, way: Way, found: Part[]): void {
	const object: ExposedObject | undefined = objectMeaning(node, way.frame);
	if (object === 'harmless') return;
	// An object in a template is `[object Object]`.
	if (object !== undefined) {
		// `{ customerId: invoice.customer }`: the key says that it is an id.
		if (isHarmless(way.path.at(-1) ?? '')) return;
		if (way.how !== 'interpolated' || object.kind === 'body') add(node, object, way, found);
	} else addByKey(node, way, found);
}

/** `{ token: value }`: the key tells what the value is, unless the value's own name says that it is something else. */
function addByKey(node: ts.Expression, way: Way, found: Part[]): void {
	const key = way.path.at(-1);
	const own = lastName(node);
	const meaning = key === undefined || isHarmless(own) ? undefined : meaningOf(key);
	if (meaning !== undefined && !isKnownText(node, way.frame)) add(node, meaning, way, found);
}

function add(node: ts.Expression, meaning: Meaning, way: Way, found: Part[]): void {
	const name = lastName(node);
	found.push({ ...meaning, node, how: way.how, masked: way.masked || saysMasked(name), path: way.path });
}
