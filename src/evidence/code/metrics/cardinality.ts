import { ts } from '../../../parse/typescript/compiler.ts';
import { declarationOf } from '../../../parse/typescript/scope.ts';
import type { MetricLabel } from '../../facts/telemetry.ts';
import { calleeName, receiver, unwrapped } from '../handling/site.ts';
import { evaluate } from '../value/evaluate.ts';
import { enter, returnedExpressions } from '../value/returns.ts';
import { type Frame, alternatives } from '../value/value.ts';
import { type Kind, kindOfName } from './names.ts';

export type Cardinality = Pick<MetricLabel, 'bound' | 'kind'>;

const BOUNDED: Cardinality = { bound: 'bounded', kind: 'none' };
const UNKNOWN: Cardinality = { bound: 'unknown', kind: 'none' };
/** Names, calls and choices followed from one value. */
const MAX_STEPS = 6;

const ERROR_NAME = /^(?:e|er|err|error|ex|exc|exception|cause|reason|failure)$|(?:Error|Exception|_error|_err)$/;
const MAKES_RANDOM = /^(?:randomUUID|uuid|uuidv\d|uuid_?v\d|nanoid|ulid|cuid|cuid2|createId|randomBytes|generateId)$/;
/** The same text in another dress. */
const KEEPS = /^(?:toString|toLowerCase|toUpperCase|trim|valueOf|toLocaleString|padStart|padEnd|toJSON)$/;
const SHORTENS = /^(?:slice|substring|substr)$/;
const WRAPS = /^(?:String|encodeURIComponent|encodeURI|decodeURIComponent)$/;
/** A name that promises few values, whatever is put in. */
const NORMALISES = /normali[sz]e|sanitize|classif|categor|bucket|route|pattern|template|group|kind|type|status|label|redact|mask|code|class|level|family/i;

/** How many values an expression can take, as far as names, literals and known functions tell. `label` is the key it is recorded under. */
export function cardinality(node: ts.Expression, frame: Frame, label: string, steps = MAX_STEPS): Cardinality {
	const inner = ts.isAwaitExpression(node) ? unwrapped(node.expression) : unwrapped(node);
	if (steps === 0) return UNKNOWN;
	if (isPlain(inner)) return BOUNDED;
	if (ts.isTemplateExpression(inner)) return worst(inner.templateSpans.map((span) => (isError(span.expression) ? unbounded('message') : cardinality(span.expression, frame, label, steps - 1))));
	if (ts.isConditionalExpression(inner)) return worst([inner.whenTrue, inner.whenFalse].map((each) => cardinality(each, frame, label, steps - 1)));
	if (ts.isBinaryExpression(inner)) return ofBinary(inner, frame, label, steps);
	if (ts.isCallExpression(inner)) return ofCall(inner, frame, label, steps);
	if (ts.isIdentifier(inner)) return ofName(inner, frame, label, steps);
	if (ts.isPropertyAccessExpression(inner)) return ofMember(inner, frame, label, steps);
	// `req.headers['user-agent']`.
	if (ts.isElementAccessExpression(inner) && ts.isStringLiteralLike(inner.argumentExpression)) return named(inner.argumentExpression.text, inner.expression.getText(), label);
	return UNKNOWN;
}

/** `cardinality` of a label's value, where the label's own name may tell what the value does not. */
export function labelCardinality(node: ts.Expression, frame: Frame, label: string): Cardinality {
	const found = cardinality(node, frame, label);
	if (found.bound !== 'unknown' || !(ts.isIdentifier(node) || ts.isPropertyAccessExpression(node))) return found;
	if (isOfInstance(node)) return found;
	const kind = kindOfName(label, '', '');
	return kind === 'id' && label.toLowerCase() !== 'id' ? unbounded(kind) : found;
}

function isOfInstance(node: ts.Expression): boolean {
	return ts.isPropertyAccessExpression(node) && node.expression.kind === ts.SyntaxKind.ThisKeyword;
}

function unbounded(kind: Kind): Cardinality {
	return { bound: 'unbounded', kind };
}

function worst(all: readonly Cardinality[]): Cardinality {
	return all.find(({ bound }) => bound === 'unbounded') ?? all.find(({ bound }) => bound === 'unknown') ?? BOUNDED;
}

/** Written down, or an answer of yes and no. */
function isPlain(node: ts.Expression): boolean {
	if (ts.isStringLiteralLike(node) || ts.isNumericLiteral(node) || ts.isTypeOfExpression(node)) return true;
	if (ts.isPrefixUnaryExpression(node)) return node.operator === ts.SyntaxKind.ExclamationToken;
	return node.kind === ts.SyntaxKind.TrueKeyword || node.kind === ts.SyntaxKind.FalseKeyword || node.kind === ts.SyntaxKind.NullKeyword;
}

function ofBinary(node: ts.BinaryExpression, frame: Frame, label: string, steps: number): Cardinality {
	const both = (): Cardinality => worst([node.left, node.right].map((each) => cardinality(each, frame, label, steps - 1)));
	switch (node.operatorToken.kind) {
		case ts.SyntaxKind.PlusToken:
		case ts.SyntaxKind.QuestionQuestionToken:
		case ts.SyntaxKind.BarBarToken:
			return both();
		case ts.SyntaxKind.AmpersandAmpersandToken:
			return cardinality(node.right, frame, label, steps - 1);
		case ts.SyntaxKind.AsteriskToken:
		case ts.SyntaxKind.SlashToken:
		case ts.SyntaxKind.MinusToken:
		case ts.SyntaxKind.PercentToken:
			return UNKNOWN;
		default:
			// Comparisons.
			return BOUNDED;
	}
}

function ofCall(node: ts.CallExpression, frame: Frame, label: string, steps: number): Cardinality {
	const name = calleeName(node) ?? '';
	const on = receiver(node);
	const [first] = node.arguments;
	if (MAKES_RANDOM.test(name)) return unbounded('random');
	if (name === 'toISOString' || (name === 'now' && on?.getText() === 'Date')) return unbounded('time');
	if (on === undefined && WRAPS.test(name) && first !== undefined) return isError(first) ? unbounded('message') : cardinality(first, frame, label, steps - 1);
	if (on !== undefined && KEEPS.test(name)) return isError(on) ? unbounded('message') : cardinality(on, frame, label, steps - 1);
	if (on !== undefined && SHORTENS.test(name)) {
		// The beginning of an id may be a bucket; that of a text is still a text.
		const whole = cardinality(on, frame, label, steps - 1);
		return whole.kind === 'message' || whole.kind === 'path' ? whole : UNKNOWN;
	}
	if (NORMALISES.test(name)) return UNKNOWN;
	const [callee] = alternatives(evaluate(node.expression, frame)).filter((value) => value.kind === 'function');
	if (callee === undefined) return UNKNOWN;
	const inside = enter(callee, node.arguments, frame);
	return worst([UNKNOWN, ...returnedExpressions(callee.node).slice(0, 4).map((each) => cardinality(each, inside, label, Math.min(steps - 1, 2)))]);
}

function ofName(node: ts.Identifier, frame: Frame, label: string, steps: number): Cardinality {
	if (node.text === 'undefined') return BOUNDED;
	const declaration = declarationOf(node.text, node);
	if (declaration !== undefined && ts.isVariableDeclaration(declaration) && ts.isCatchClause(declaration.parent)) return unbounded('message');
	if (declaration !== undefined && ts.isParameter(declaration)) {
		const bound = frame.bindings?.get(declaration);
		if (bound !== undefined) return cardinality(bound.expression, bound.frame, label, steps - 1);
		if (isFewType(declaration.type)) return BOUNDED;
	}
	if (declaration !== undefined && ts.isVariableDeclaration(declaration)) {
		if (isFewType(declaration.type) || isOverLiterals(declaration)) return BOUNDED;
		if (declaration.initializer !== undefined) {
			const found = cardinality(declaration.initializer, frame, label, steps - 1);
			if (found.bound !== 'unknown') return found;
			if (ts.isCallExpression(declaration.initializer) && NORMALISES.test(calleeName(declaration.initializer) ?? '')) return found;
		}
	}
	return named(node.text, '', label);
}

function ofMember(node: ts.PropertyAccessExpression, frame: Frame, label: string, steps: number): Cardinality {
	const { expression: on } = node;
	const name = node.name.text;
	if (isError(on)) return name === 'message' || name === 'stack' ? unbounded('message') : UNKNOWN;
	const text = on.getText();
	// A constant of an enum, a setting of the process.
	if (/^[A-Z]/.test(text) || (/^(?:this\.)?(?:process\.env|env|config|settings)$/.test(text) && !isLocal(on))) return BOUNDED;
	const value = evaluate(node, frame);
	if (value.kind === 'literal') return BOUNDED;
	const bound = ts.isIdentifier(on) ? memberOfBound(on, name, frame, label, steps) : undefined;
	if (bound !== undefined) return bound;
	if (on.kind === ts.SyntaxKind.ThisKeyword) return UNKNOWN;
	return named(name, text.replaceAll(/[?!]/g, ''), label);
}

/** A `config` that a function is given, or reads, is that of a customer as likely as that of the process. */
function isLocal(node: ts.Expression): boolean {
	const declaration = ts.isIdentifier(node) ? declarationOf(node.text, node) : undefined;
	return declaration !== undefined && ts.findAncestor(declaration, ts.isFunctionLike) !== undefined;
}

/** `params.userId` where we know what was given as `params`. */
function memberOfBound(on: ts.Identifier, name: string, frame: Frame, label: string, steps: number): Cardinality | undefined {
	const declaration = declarationOf(on.text, on);
	const bound = declaration !== undefined && ts.isParameter(declaration) ? frame.bindings?.get(declaration) : undefined;
	const given = bound === undefined ? undefined : unwrapped(bound.expression);
	if (bound === undefined || given === undefined || !ts.isObjectLiteralExpression(given)) return undefined;
	for (const member of given.properties) {
		if (member.name?.getText() !== name) continue;
		if (ts.isPropertyAssignment(member)) return cardinality(member.initializer, bound.frame, label, steps - 1);
		if (ts.isShorthandPropertyAssignment(member)) return cardinality(member.name, bound.frame, label, steps - 1);
	}
	return given.properties.some(ts.isSpreadAssignment) ? undefined : BOUNDED;
}

function named(name: string, owner: string, label: string): Cardinality {
	const kind = kindOfName(name, owner, label);
	if (kind === 'few') return BOUNDED;
	return kind === undefined ? UNKNOWN : unbounded(kind);
}

/** An error itself: its text has as many values as there are ways to fail. */
function isError(node: ts.Expression): boolean {
	const inner = unwrapped(node);
	if (ts.isPropertyAccessExpression(inner)) return ERROR_NAME.test(inner.name.text);
	return ts.isIdentifier(inner) && ERROR_NAME.test(inner.text);
}

/** `'ok' | 'failed'`, `boolean`. */
function isFewType(type: ts.TypeNode | undefined): boolean {
	if (type === undefined) return false;
	if (type.kind === ts.SyntaxKind.BooleanKeyword || ts.isLiteralTypeNode(type)) return true;
	return ts.isUnionTypeNode(type) && type.types.every((each) => isFewType(each) || each.kind === ts.SyntaxKind.UndefinedKeyword);
}

/** `for (const id of ['a', 'b'])`. */
function isOverLiterals(declaration: ts.VariableDeclaration): boolean {
	const loop = declaration.parent.parent;
	return ts.isForOfStatement(loop) && ts.isArrayLiteralExpression(unwrapped(loop.expression));
}
