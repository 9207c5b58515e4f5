import { ts } from '../../../parse/typescript/compiler.ts';
import { declarationOf } from '../../../parse/typescript/scope.ts';
import { evaluate } from '../value/evaluate.ts';
import { shapeOf } from '../value/object-shape.ts';
import type { Frame, Value } from '../value/value.ts';
import { type Meaning, meaningOf, wordsOf } from './words.ts';

/** What a whole object would give away; `harmless`: looked into, and there is nothing of the kind. */
export type ExposedObject = Meaning | 'harmless';

const REQUEST = /^_?(?:req|request|originalRequest|incoming)$|Request$/;
const RESPONSE = /^_?(?:res|response|resp|reply|result|r|fetch|axios|got|post|put|patch|send|request\w+)$|Response$/i;
const ERROR = /^(?:e|err|error|cause|reason)$|Error$/;

/** What a name that stands for a whole object would give away; undefined when it says nothing. */
export function objectMeaning(node: ts.Identifier | ts.PropertyAccessExpression | ts.ElementAccessExpression, frame: Frame): ExposedObject | undefined {
	const name = ts.isIdentifier(node) ? node.text : ts.isPropertyAccessExpression(node) ? node.name.text : '';
	if (/^env/i.test(name)) {
		const value = evaluate(node, frame);
		if (value.kind === 'global' && value.path.join('.') === 'process.env') return { kind: 'env', noun: 'environment' };
	}
	const owner = ts.isIdentifier(node) ? ownerOf(node) : lastName(node.expression);
	const meaning = nameMeaning(name, owner);
	if (meaning === undefined) return undefined;
	const value = evaluate(node, frame);
	if (value.kind === 'function' || value.kind === 'class' || value.kind === 'literal') return 'harmless';
	return value.kind === 'object' ? shapeMeaning(meaning, value) : meaning;
}

function nameMeaning(name: string, owner: string): Meaning | undefined {
	const words = wordsOf(name);
	const last = words.at(-1) ?? '';
	const before = words.at(-2) ?? '';
	if (last === 'headers') return RESPONSE.test(owner) || /^(?:response|res)$/.test(before) ? undefined : { kind: 'headers', noun: 'headers' };
	if (last === 'body') return bodyMeaning(before, owner);
	if (REQUEST.test(name)) return { kind: 'request', noun: 'request' };
	if (/^(?:config|cfg)$/.test(last)) return ERROR.test(owner) ? { kind: 'headers', noun: 'headers' } : { kind: 'config', noun: last };
	if (/^(?:env|environ)$/.test(name)) return { kind: 'env', noun: 'environment' };
	return /^(?:account|user|customer|session|patient|applicant|candidate)$/.test(last) && !/^(?:service)$/.test(before) ? { kind: 'account', noun: last } : undefined;
}

function bodyMeaning(before: string, owner: string): Meaning | undefined {
	if (RESPONSE.test(owner) || /^(?:response|res|resp|reply|error|html|email|message|mail)$/.test(before)) return undefined;
	return { kind: 'body', noun: REQUEST.test(owner) || /^(?:request|req|raw)$/.test(before) ? 'request body' : 'body' };
}

/** An object that can be seen gives away what its keys say, and no more. */
function shapeMeaning(meaning: Meaning, value: Extract<Value, { kind: 'object' }>): ExposedObject {
	const { entries, complete } = shapeOf(value);
	for (const [key, entry] of entries) {
		const inside = meaningOf(key);
		const set = entry.kind !== 'literal';
		if (set && (inside?.kind === 'secret' || inside?.kind === 'credential')) return { kind: meaning.kind, noun: inside.noun };
	}
	return complete ? 'harmless' : meaning;
}

/** What a name was taken from: `const { body } = response` -> `response`; `const body = await response.json()` too. */
function ownerOf(node: ts.Identifier): string {
	const declaration = declarationOf(node.text, node);
	if (declaration === undefined) return '';
	const holder = ts.isBindingElement(declaration) ? ts.walkUpBindingElementsAndPatterns(declaration) : declaration;
	if (ts.isParameter(holder)) return ts.isIdentifier(holder.name) ? '' : (holder.type?.getText() ?? '');
	return ts.isVariableDeclaration(holder) && holder.initializer !== undefined ? rootName(holder.initializer) : '';
}

function rootName(node: ts.Expression): string {
	if (ts.isAwaitExpression(node) || ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isNonNullExpression(node)) return rootName(node.expression);
	if (ts.isCallExpression(node)) {
		const { expression } = node;
		if (ts.isPropertyAccessExpression(expression) && /^(?:json|text|formData|parse|safeParse)$/.test(expression.name.text)) {
			const [argument] = node.arguments;
			return argument === undefined ? lastName(expression.expression) : lastName(argument);
		}
		return lastName(expression);
	}
	return lastName(node);
}

function lastName(node: ts.Expression): string {
	if (ts.isIdentifier(node)) return node.text;
	if (ts.isPropertyAccessExpression(node)) return node.name.text;
	if (ts.isAsExpression(node) || ts.isParenthesizedExpression(node) || ts.isNonNullExpression(node) || ts.isAwaitExpression(node)) return lastName(node.expression);
	return '';
}
