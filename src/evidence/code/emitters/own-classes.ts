import { ts } from '../../../parse/typescript/compiler.ts';
import { packagesOf } from '../handling/site.ts';
import { evaluate } from '../value/evaluate.ts';
import type { Value } from '../value/value.ts';
import type { EmitterSource } from './table.ts';

const known = new WeakMap<ts.ClassLikeDeclaration, boolean>();

/** A class of this repository that extends EventEmitter and emits `error` itself. */
export function ownEmitter(value: Value): Pick<EmitterSource, 'library' | 'kind' | 'unheard'> | undefined {
	if (value.kind !== 'class') return undefined;
	const emits = known.get(value.node) ?? emitsErrors(value);
	known.set(value.node, emits);
	return emits ? { library: value.node.name?.text ?? 'EventEmitter', kind: 'emitter', unheard: 'crash' } : undefined;
}

function emitsErrors({ node, frame }: Extract<Value, { readonly kind: 'class' }>): boolean {
	const parent = node.heritageClauses?.find(({ token }) => token === ts.SyntaxKind.ExtendsKeyword)?.types[0];
	if (parent === undefined || !/\.emit\(\s*['"]error['"]/.test(node.getText())) return false;
	if (!packagesOf(evaluate(parent.expression, frame)).some((name) => /^node:events$|^eventemitter3$/.test(name))) return false;
	// eventemitter3 lets an error that nobody hears pass; a class that listens to itself is heard.
	return packagesOf(evaluate(parent.expression, frame)).includes('node:events') && !/this\.(?:on|once|addListener)\(\s*['"]error['"]|listenerCount\(\s*['"]error['"]/.test(node.getText());
}
