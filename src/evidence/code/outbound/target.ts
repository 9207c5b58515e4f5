import { ts } from '../../../parse/typescript/compiler.ts';
import { deeper, evaluate } from '../value/evaluate.ts';
import { property } from '../value/object-shape.ts';
import { type Frame, type Value, alternatives, qualifiedName } from '../value/value.ts';

const MAX_LENGTH = 80;

/** Where a call goes, as a reader names it: the host when it is written down, else the path or the expression. */
export function targetOf(first: ts.Expression | undefined, frame: Frame): string {
	return first === undefined ? '' : knownTarget(first, frame) || shortened(written(first));
}

/** The host or path that can be read from an expression in its frame; empty when it cannot. */
export function knownTarget(first: ts.Expression | undefined, frame: Frame): string {
	if (first === undefined) return '';
	for (const value of alternatives(evaluate(first, deeper(frame)))) {
		const text = urlText(value, frame);
		if (text !== '') return shortened(hostOf(text));
	}
	return '';
}

function urlText(value: Value, frame: Frame): string {
	if (value.kind === 'literal') return typeof value.value === 'string' ? value.value : '';
	if (value.kind === 'text') return /^\{\}?$/.test(value.pattern) || value.prefix === '' ? '' : value.pattern;
	if (value.kind === 'object') {
		const url = property(value, 'url') ?? property(value, 'hostname') ?? property(value, 'host');
		return url === undefined ? '' : urlText(url, frame);
	}
	return value.kind === 'instance' && /^(?:global|node:url)\.(?:URL|Request)$/.test(qualifiedName(value.of) ?? '') ? builtUrl(value) : '';
}

/** `new URL(path, base)` and `new Request(url)`. */
function builtUrl(value: Extract<Value, { kind: 'instance' }>): string {
	const [path, base] = value.call.arguments ?? [];
	const [root = '', rest = ''] = [base, path].map((part) => (part === undefined ? '' : urlText(evaluate(part, deeper(value.frame)), value.frame)));
	// A path on a base that is not known is not a path on one's own origin.
	if (root !== '') return root;
	return base === undefined || rest === '' ? rest : `{}${rest}`;
}

/** `https://pay.internal/charges?key=…` is `pay.internal`: never more than a reader needs, never a query. */
function hostOf(text: string): string {
	const host = /^(?:https?|wss?|grpc):\/\/(?:[^/@]*@)?((?:[^/?#{}]|\{\})+)/.exec(text)?.[1];
	return host === undefined || host.startsWith('{}:') || host === '{}' ? text.replace(/[?#].*$/s, '') : host;
}

/** A template or name as it is written, when it is short: `${env.WORKER_HOST}/api/events`. */
function written(node: ts.Expression): string {
	if (ts.isTemplateExpression(node)) {
		return (node.head.text + node.templateSpans.map((span) => `{${simple(span.expression)}}${span.literal.text}`).join('')).replace(/[?#].*$/s, '');
	}
	if (ts.isBinaryExpression(node)) return `${written(node.left)}${ts.isStringLiteralLike(node.right) ? node.right.text : ''}`.replace(/[?#].*$/s, '');
	return simple(node);
}

function simple(node: ts.Expression): string {
	return ts.isIdentifier(node) || ts.isPropertyAccessExpression(node) ? node.getText() : '';
}

function shortened(text: string): string {
	const line = text.replaceAll(/\s+/g, ' ').trim();
	return line.length > MAX_LENGTH ? `${line.slice(0, MAX_LENGTH - 1)}…` : line;
}
