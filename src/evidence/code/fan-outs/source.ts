import { ts } from '../../../parse/typescript/compiler.ts';
import { type Declaration, declarationOf } from '../../../parse/typescript/scope.ts';
import type { FanOut } from '../../facts/concurrency.ts';
import { bare, calledName } from '../promises/chains.ts';
import { leadOf } from '../promises/leads.ts';
import { evaluate } from '../value/evaluate.ts';
import { type Frame, alternatives } from '../value/value.ts';
import { lastName } from '../last-name.ts';

/** Where a collection's size comes from. */
export interface Source {
	readonly source: FanOut['source'];
	readonly bounded: FanOut['bounded'];
}

const MAX_STEPS = 10;
/** What keeps the elements, or fewer of them. */
const KEEPS = /^(?:filter|map|flatMap|sort|toSorted|reverse|toReversed|flat|concat|values|keys|entries|toArray|slice|docs|rows|Array|compact|uniq|uniqBy|sortBy|orderBy|from|assign)$/;
/** Names of parts of something larger, made so that there is a bound. */
const PART = /^(?:chunk|batch|window|slice|group|\w*(?:Chunk|Batch|Slice))$/;
const REQUEST = /^(?:req|request|ctx|c|event|body|input|params|query|args|payload|job|message|msg)$/;
const EVERYTHING = /^(?:(?:get|find|list|fetch|load|select)(?:All|Every)\w*|findMany|keys|scan\w*|all)$/;
const LIMITED = /\b(?:take|limit|first|top|pageSize|page_size|perPage|per_page|maxResults|MaxKeys|batchSize|size)\b\s*[:(,]/i;
const MATCHES = /^(?:matchAll|match|split|parse\w*|extract\w*|parseImages)$/;

const UNKNOWN: Source = { source: 'unknown', bounded: 'unknown' };
const FIXED: Source = { source: 'constant', bounded: 'yes' };

/** Follows a collection to where it comes from. */
export function sourceOf(expression: ts.Expression, frame: Frame, steps = 0): Source {
	const node = bare(expression);
	if (steps > MAX_STEPS) return UNKNOWN;
	if (ts.isArrayLiteralExpression(node)) return arraySource(node, frame, steps);
	if (ts.isObjectLiteralExpression(node)) return lengthSource(node, frame, steps);
	if (ts.isNumericLiteral(node)) return FIXED;
	if (ts.isAwaitExpression(node)) return sourceOf(node.expression, frame, steps + 1);
	if (ts.isBinaryExpression(node)) return isComparison(node) ? countSource(node, frame) : sourceOf(node.left, frame, steps + 1);
	if (ts.isConditionalExpression(node)) return larger(sourceOf(node.whenTrue, frame, steps + 1), sourceOf(node.whenFalse, frame, steps + 1));
	if (ts.isIdentifier(node)) return nameSource(node, frame, steps);
	if (ts.isPropertyAccessExpression(node)) return memberSource(node, frame, steps);
	if (ts.isNewExpression(node)) return node.arguments?.[0] === undefined ? UNKNOWN : sourceOf(node.arguments[0], frame, steps + 1);
	return ts.isCallExpression(node) ? callSource(node, frame, steps) : UNKNOWN;
}

function isComparison({ operatorToken: { kind } }: ts.BinaryExpression): boolean {
	return [ts.SyntaxKind.LessThanToken, ts.SyntaxKind.LessThanEqualsToken, ts.SyntaxKind.GreaterThanToken, ts.SyntaxKind.GreaterThanEqualsToken].includes(kind);
}

/** The condition of a counting loop: up to a number that is known, to the length of a collection, to as many pages as there are. */
function countSource({ left, right }: ts.BinaryExpression, frame: Frame): Source {
	const limit = [right, left].map(bare).find((side) => ts.isPropertyAccessExpression(side) && side.name.text === 'length');
	if (limit !== undefined && ts.isPropertyAccessExpression(limit)) return sourceOf(limit.expression, frame, 1);
	if ([left, right].some((side) => evaluate(side, frame).kind === 'literal' && ts.isNumericLiteral(bare(side))) || evaluate(right, frame).kind === 'literal') return FIXED;
	return /page|total|count/i.test(`${left.getText()} ${right.getText()}`) ? { source: 'pages', bounded: 'no' } : UNKNOWN;
}

/** `{ length: pages }`, of which `Array.from` makes as many elements; a number of workers is a bound itself. */
function lengthSource(node: ts.ObjectLiteralExpression, frame: Frame, steps: number): Source {
	const [length, ...others] = node.properties;
	if (length === undefined || others.length > 0 || length.name?.getText() !== 'length') return UNKNOWN;
	const number = ts.isPropertyAssignment(length) ? length.initializer : ts.isShorthandPropertyAssignment(length) ? length.name : undefined;
	if (number === undefined || /concurren|worker|limit|max|parallel|batch/i.test(number.getText())) return number === undefined ? UNKNOWN : FIXED;
	return evaluate(number, frame).kind === 'literal' ? FIXED : sourceOf(number, frame, steps + 1);
}

function arraySource(node: ts.ArrayLiteralExpression, frame: Frame, steps: number): Source {
	const spreads = node.elements.filter(ts.isSpreadElement).map(({ expression }) => sourceOf(expression, frame, steps + 1));
	return spreads.reduce<Source>(larger, { source: 'literal', bounded: 'yes' });
}

function larger(a: Source, b: Source): Source {
	const rank: readonly Source['bounded'][] = ['yes', 'unknown', 'no'];
	return rank.indexOf(b.bounded) > rank.indexOf(a.bounded) ? b : a;
}

function nameSource(node: ts.Identifier, frame: Frame, steps: number): Source {
	const declaration = declarationOf(node.text, node);
	if (PART.test(node.text) && !isInput(declaration, frame, steps)) return { source: 'page', bounded: 'yes' };
	if (declaration === undefined) return UNKNOWN;
	if (ts.isParameter(declaration) && isPartOf(declaration)) return { source: 'page', bounded: 'yes' };
	if (ts.isParameter(declaration)) return { source: REQUEST.test(node.text) ? 'input' : 'parameter', bounded: 'unknown' };
	if (ts.isBindingElement(declaration)) return bindingSource(declaration, frame, steps);
	if (ts.isVariableDeclaration(declaration)) return variableSource(declaration, frame, steps);
	return isWritten(node, frame) ? FIXED : UNKNOWN;
}

/** A name says that it is a part; what comes from a request as it is, is none. */
function isInput(declaration: Declaration | undefined, frame: Frame, steps: number): boolean {
	return declaration !== undefined && ts.isVariableDeclaration(declaration) && variableSource(declaration, frame, steps).source === 'input';
}

/** What `inBatches(rows, async (some) => …)` is given is a part of a fixed size. */
function isPartOf(parameter: ts.ParameterDeclaration): boolean {
	const given = parameter.parent.parent;
	return ts.isCallExpression(given) && given.expression !== parameter.parent && /batch|chunk|page/i.test(calledName(given.expression).split('.').at(-1) ?? '');
}

/** An array with its elements written down; an empty one is filled by somebody. */
function isWritten(node: ts.Expression, frame: Frame): boolean {
	return alternatives(evaluate(node, frame)).every((value) => value.kind === 'array' && value.node.elements.length > 0 && !value.node.elements.some((element) => ts.isSpreadElement(element)));
}

function variableSource(declaration: ts.VariableDeclaration, frame: Frame, steps: number): Source {
	const { initializer } = declaration;
	const list = declaration.parent;
	// An element of another collection: how many it holds in turn, nobody says, but a request or a query may.
	if (ts.isVariableDeclarationList(list) && ts.isForOfStatement(list.parent)) return elementOf(sourceOf(list.parent.expression, frame, steps + 1));
	if (initializer === undefined) return UNKNOWN;
	const value = bare(initializer);
	// Filled later, by what cannot be told here.
	if (ts.isArrayLiteralExpression(value) && value.elements.length === 0) return UNKNOWN;
	return sourceOf(initializer, frame, steps + 1);
}

function elementOf({ source }: Source): Source {
	return source === 'query' || source === 'input' ? { source, bounded: 'unknown' } : UNKNOWN;
}

function bindingSource(declaration: ts.BindingElement, frame: Frame, steps: number): Source {
	const owner = ts.findAncestor(declaration, (node): node is ts.VariableDeclaration | ts.ParameterDeclaration => ts.isVariableDeclaration(node) || ts.isParameter(node));
	if (owner === undefined) return UNKNOWN;
	if (ts.isParameter(owner)) return { source: 'parameter', bounded: 'unknown' };
	return owner.initializer === undefined ? UNKNOWN : sourceOf(owner.initializer, frame, steps + 1);
}

/** `req.body.items`, `page.blocks`, `CONFIG.hosts`. */
function memberSource(node: ts.PropertyAccessExpression, frame: Frame, steps: number): Source {
	const root = calledName(node).split('.')[0] ?? '';
	// A batch of messages is as large as the broker makes it.
	if (node.name.text === 'Records' || PART.test(node.name.text)) return FIXED;
	if (REQUEST.test(root)) return { source: 'input', bounded: 'no' };
	if (isWritten(node, frame)) return FIXED;
	if (root === 'this' || root === 'process' || /^[A-Z]/.test(root)) return UNKNOWN;
	return sourceOf(node.expression, frame, steps + 1);
}

function callSource(node: ts.CallExpression, frame: Frame, steps: number): Source {
	const callee = bare(node.expression);
	const owner = ts.isPropertyAccessExpression(callee) ? callee.expression : undefined;
	const [first] = node.arguments;
	const name = lastName(callee);
	if (name === 'ceil' && first !== undefined && callee.getText() === 'Math.ceil') return roundsOf(first);
	if (isCut(name, node)) return { source: 'page', bounded: 'yes' };
	// As many parts as the whole needs.
	if (name === 'chunk') return partsOf(sourceOf(owner === undefined || node.arguments.length > 1 ? (first ?? node.expression) : owner, frame, steps + 1));
	if (MATCHES.test(name)) return { source: 'matches', bounded: 'no' };
	if (owner !== undefined && /^(?:Object|Array|_)$/.test(calledName(owner)) && first !== undefined) return sourceOf(first, frame, steps + 1);
	if (EVERYTHING.test(name) || leadsOut(node, frame)) return querySource(node, name);
	const kept = KEEPS.test(name) ? (owner ?? first) : undefined;
	return kept === undefined ? UNKNOWN : sourceOf(kept, frame, steps + 1);
}

/** `Math.ceil(total / size)`: as many pages as there are. */
function roundsOf(quotient: ts.Expression): Source {
	const node = bare(quotient);
	return ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.SlashToken && /total|count|page/i.test(node.getText()) ? { source: 'pages', bounded: 'no' } : UNKNOWN;
}

function partsOf({ source, bounded }: Source): Source {
	return { source, bounded: bounded === 'no' ? 'unknown' : bounded };
}

function leadsOut(node: ts.CallExpression, frame: Frame): boolean {
	const { does } = leadOf(node, frame);
	return does === 'io' || does === 'database';
}

/** `rows.slice(0, 20)`, `take(rows, 5)`, `chunk(rows, 10)`. */
function isCut(name: string, node: ts.CallExpression): boolean {
	return (name === 'slice' || name === 'splice' ? node.arguments.length > 1 : /^(?:take|takeRight|sampleSize|limit)$/.test(name)) && node.arguments.length > 0;
}

function querySource(node: ts.CallExpression, name: string): Source {
	if (LIMITED.test(node.getText())) return { source: 'page', bounded: 'yes' };
	return { source: 'query', bounded: EVERYTHING.test(name) || name.endsWith('s') || /many|list|all|search|query/i.test(name) ? 'no' : 'unknown' };
}
