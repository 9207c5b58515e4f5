import type { SyntaxNode, Tree } from '@lezer/common';
import { parser } from '@prometheus-io/lezer-promql';

/** What a PromQL expression asks for. */
export interface PromqlQuery {
	/** What Prometheus would not accept, with the offset in the expression; absent where it would. */
	readonly problem?: { readonly message: string; readonly offset: number };
	readonly selectors: readonly PromqlSelector[];
	readonly functions: readonly string[];
	/** Ranges of range vectors, in milliseconds. */
	readonly ranges: readonly number[];
	/** Comparisons of a metric as it is scraped with a number: no function stands around the metric. */
	readonly thresholds: readonly { readonly metric: string; readonly operator: string; readonly value: number }[];
}

export interface PromqlSelector {
	/** Empty where only labels are asked for. */
	readonly metric: string;
	readonly labels: readonly { readonly name: string; readonly operator: string; readonly value: string }[];
}

/** Functions that take a range vector (Prometheus documentation, "Query functions"). */
const OF_RANGES = /^(?:rate|irate|increase|delta|idelta|deriv|changes|resets|predict_linear|holt_winters|double_exponential_smoothing|\w+_over_time)$/;
const COMPARISONS: Readonly<Record<string, string>> = { '>': '<', '>=': '<=', '<': '>', '<=': '>=', '==': '==', '!=': '!=' };
/** Milliseconds of a unit (Prometheus documentation, "Float literals and time durations"). */
const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000, y: 31_536_000_000 };

/** Reads an expression with the grammar of Prometheus itself. */
export function readPromql(expression: string): PromqlQuery {
	const tree = parser.parse(expression);
	const nodes = nodesOf(tree);
	const problem = problemOf(nodes, expression);
	const named = (name: string): SyntaxNode[] => nodes.filter((node) => node.name === name);
	const text = (node: SyntaxNode): string => expression.slice(node.from, node.to);
	return {
		...(problem !== undefined && { problem }),
		selectors: named('VectorSelector').map((node) => selectorOf(node, text)),
		functions: named('FunctionIdentifier').map(text),
		ranges: named('MatrixSelector').flatMap((node) => milliseconds(text(node.lastChild ?? node))),
		thresholds: named('BinaryExpr').flatMap((node) => thresholdOf(node, text)),
	};
}

/** `5m`, `1h30m` in milliseconds; nothing where it is something else. */
export function milliseconds(duration: string): number[] {
	if (!/^(?:\d+(?:ms|[smhdwy]))+$/.test(duration)) return [];
	return [[...duration.matchAll(/(\d+)(ms|[smhdwy])/g)].reduce((sum, [, count, unit]) => sum + Number(count) * (UNITS[unit ?? ''] ?? 0), 0)];
}

function nodesOf(tree: Tree): SyntaxNode[] {
	const nodes: SyntaxNode[] = [];
	tree.iterate({ enter: ({ node }) => void nodes.push(node) });
	return nodes;
}

function selectorOf(node: SyntaxNode, text: (node: SyntaxNode) => string): PromqlSelector {
	const matchers = node.getChild('LabelMatchers');
	const labels = [...(matchers?.getChildren('UnquotedLabelMatcher') ?? []), ...(matchers?.getChildren('QuotedLabelMatcher') ?? [])].flatMap((matcher) => {
		const [name, operator, value] = [matcher.firstChild, matcher.getChild('MatchOp'), matcher.getChild('StringLiteral')];
		return name === null || operator === null || value === null ? [] : [{ name: unquoted(text(name)), operator: text(operator), value: unquoted(text(value)) }];
	});
	const identifier = node.getChild('Identifier');
	const named = labels.find(({ name, operator }) => name === '__name__' && operator === '=');
	return { metric: identifier === null ? (named?.value ?? '') : text(identifier), labels };
}

function unquoted(text: string): string {
	return /^(["'`]).*\1$/s.test(text) ? text.slice(1, -1) : text;
}

/** A selector against a number; only parentheses, `offset` and an aggregation may stand around it. */
function thresholdOf(node: SyntaxNode, text: (node: SyntaxNode) => string): PromqlQuery['thresholds'] {
	const operands = childrenOf(node).filter(({ name }) => !/^(?:BoolModifier|MatchingModifierClause|On|Ignoring)$/.test(name));
	const [left, operator, right] = operands;
	if (left === undefined || operator === undefined || right === undefined) return [];
	const sign = text(operator);
	const turned = COMPARISONS[sign];
	if (turned === undefined) return [];
	const [value] = numberOf(text(right));
	if (value !== undefined) return rawMetric(left, text).map((metric) => ({ metric, operator: sign, value }));
	const [first] = numberOf(text(left));
	return first === undefined ? [] : rawMetric(right, text).map((metric) => ({ metric, operator: turned, value: first }));
}

function rawMetric(node: SyntaxNode, text: (node: SyntaxNode) => string): string[] {
	if (node.name === 'VectorSelector') return [selectorOf(node, text).metric].filter((metric) => metric !== '');
	if (node.name === 'ParenExpr' || node.name === 'OffsetExpr') return node.firstChild === null ? [] : childrenOf(node).slice(0, 1).flatMap((child) => rawMetric(child, text));
	if (node.name !== 'AggregateExpr' || text(node).startsWith('count')) return [];
	return childrenOf(node.getChild('FunctionCallBody') ?? node).slice(-1).flatMap((child) => rawMetric(child, text));
}

function numberOf(text: string): number[] {
	const value = text.trim() === '' ? Number.NaN : Number(text.replaceAll('_', ''));
	return Number.isNaN(value) ? [] : [value];
}

function childrenOf(node: SyntaxNode): SyntaxNode[] {
	const children: SyntaxNode[] = [];
	for (let child = node.firstChild; child !== null; child = child.nextSibling) children.push(child);
	return children;
}

function problemOf(nodes: readonly SyntaxNode[], expression: string): PromqlQuery['problem'] {
	if (expression.trim() === '') return { message: 'the expression is empty', offset: 0 };
	const error = nodes.find((node) => node.type.isError);
	if (error !== undefined) return { message: error.from >= expression.trimEnd().length ? 'the expression ends too early' : 'unexpected here', offset: error.from };
	return nodes.flatMap((node) => wrongVector(node, expression)).at(0);
}

/** A function of ranges that gets an instant vector, or the other way round. */
function wrongVector(node: SyntaxNode, expression: string): { readonly message: string; readonly offset: number }[] {
	if (node.name === 'AggregateExpr') return asInstant(lastArgument(node), 'the aggregation');
	if (node.name === 'BinaryExpr') return childrenOf(node).flatMap((child) => asInstant(child, 'the operator'));
	if (node.name !== 'FunctionCall') return [];
	const identifier = node.getChild('FunctionIdentifier');
	const name = identifier === null ? '' : expression.slice(identifier.from, identifier.to);
	const values = childrenOf(node.getChild('FunctionCallBody') ?? node).filter((child) => /Selector$|Expr$|^FunctionCall$/.test(child.name));
	if (!OF_RANGES.test(name)) return /^absent_over_time$/.test(name) ? [] : values.flatMap((value) => asInstant(value, `${name}()`));
	const [value] = values.slice(-1);
	const isRange = value === undefined || value.name === 'MatrixSelector' || value.name === 'SubqueryExpr' || value.name === 'ParenExpr' || value.name === 'OffsetExpr' || value.name === 'StepInvariantExpr';
	return isRange ? [] : [{ message: `${name}() takes a range such as [5m]`, offset: value.from }];
}

function lastArgument(node: SyntaxNode): SyntaxNode | undefined {
	return childrenOf(node.getChild('FunctionCallBody') ?? node).at(-1);
}

function asInstant(node: SyntaxNode | undefined, taker: string): { readonly message: string; readonly offset: number }[] {
	return node?.name === 'MatrixSelector' ? [{ message: `${taker} takes no range: [...] does not belong here`, offset: node.from }] : [];
}
