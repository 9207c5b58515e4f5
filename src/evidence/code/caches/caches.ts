import { ts } from '../../../parse/typescript/compiler.ts';
import type { Cache } from '../../facts/lifecycle.ts';
import type { CodeContext } from '../context.ts';
import { type Holder, holderNamed } from '../emitters/holders.ts';
import { isExported } from '../emitters/kept.ts';
import { entryOf } from '../handling/entry.ts';
import { calleeName, unwrapped } from '../handling/site.ts';
import { enclosingFunction, subjectOf } from '../subject.ts';
import { evaluate } from '../value/evaluate.ts';
import { alternatives } from '../value/value.ts';
import { runsWhenLoaded } from '../lifecycle/when-loaded.ts';

const WORTH_A_LOOK = /new (?:Map|Set|Array)\b|=\s*(?:\[\]|\{\}|Object\.create\(null\))/;
const TAKES_OUT = /^(?:delete|clear|shift|pop|splice|evict|prune)$/;
const COUNTS = /^(?:size|length)$/;
const GROWS: Readonly<Record<string, RegExp>> = { map: /^set$/, set: /^add$/, array: /^(?:push|unshift)$/, object: /^$/ };
/** Functions by which a program is put together: they run once for each of a known number of things. */
const REGISTERS = /^(?:register|define|install|subscribe|declare|init|setup|configure|decorate|mount|seed|mock|plugin|extend|addPlugin|addHandler|addListener|use$|on$|on(?=[A-Z]))/;

/** The `caches` of a file: what stays as long as the process and is added to while it works. */
export function caches(context: CodeContext): Cache[] {
	if (!WORTH_A_LOOK.test(context.module.sourceFile.text) || context.role === 'browser') return [];
	return [...moduleLevel(context), ...staticFields(context)].flatMap(({ name, initializer, holder, exported }) => {
		const kind = kindOf(initializer);
		const growth = kind === undefined ? undefined : holder.uses.map((use) => growthAt(use, kind, context)).find((found) => found !== undefined);
		if (kind === undefined || growth === undefined) return [];
		const by = [...new Set(holder.uses.flatMap((use) => shrinks(use)))].sort();
		const entry = entryOf(growth.node, context);
		return [
			{
				at: context.places.at(growth.node),
				subject: subjectOf(growth.node),
				...(entry === undefined ? {} : { entry }),
				kind,
				name,
				key: growth.key.getText(context.module.sourceFile).slice(0, 80),
				bounded: by.length > 0 ? ('present' as const) : exported || holder.uses.some(escapes) ? ('unknown' as const) : ('absent' as const),
				by,
			},
		];
	});
}

interface Kept {
	readonly name: string;
	readonly initializer: ts.Expression;
	readonly holder: Holder;
	readonly exported: boolean;
}

function moduleLevel(context: CodeContext): Kept[] {
	return context.module.sourceFile.statements.flatMap((statement) => {
		if (!ts.isVariableStatement(statement)) return [];
		return statement.declarationList.declarations.flatMap((declaration) => {
			const { name, initializer } = declaration;
			if (!ts.isIdentifier(name) || initializer === undefined || kindOf(initializer) === undefined) return [];
			const use = context.nodesOf(ts.isIdentifier).find((node) => node.text === name.text && node !== name);
			const holder = use === undefined ? undefined : holderNamed(name, context);
			return holder === undefined ? [] : [{ name: name.text, initializer, holder, exported: isExported(declaration) }];
		});
	});
}

/** `private static cache = new Map()`, reached as `Cache.cache` or `this.cache`. */
function staticFields(context: CodeContext): Kept[] {
	return context.nodesOf(ts.isPropertyDeclaration).flatMap((field) => {
		const kinds = (ts.getModifiers(field) ?? []).map(({ kind }) => kind);
		const owner = field.parent;
		if (!kinds.includes(ts.SyntaxKind.StaticKeyword) || field.initializer === undefined || !ts.isClassLike(owner) || kindOf(field.initializer) === undefined) return [];
		const name = field.name.getText(context.module.sourceFile);
		const uses = context.nodesOf(ts.isPropertyAccessExpression).filter(({ expression, name: member }) => member.text === name && (expression.kind === ts.SyntaxKind.ThisKeyword || (ts.isIdentifier(expression) && expression.text === owner.name?.text)));
		const hidden = kinds.includes(ts.SyntaxKind.PrivateKeyword) || name.startsWith('#') || name.startsWith('_');
		return [{ name: `${owner.name?.text ?? 'class'}.${name}`, initializer: field.initializer, holder: { name, of: owner, uses }, exported: !hidden }];
	});
}

const MADE: ReadonlyMap<string, Cache['kind']> = new Map([['Map', 'map'], ['Set', 'set'], ['Array', 'array']]);

/** What an empty collection is; one that begins with entries is a table of constants. */
function kindOf(wrapped: ts.Expression): Cache['kind'] | undefined {
	const node = unwrapped(wrapped);
	if (ts.isNewExpression(node)) return ts.isIdentifier(node.expression) && (node.arguments ?? []).length === 0 ? MADE.get(node.expression.text) : undefined;
	if (ts.isArrayLiteralExpression(node)) return node.elements.length === 0 ? 'array' : undefined;
	if (ts.isObjectLiteralExpression(node)) return node.properties.length === 0 ? 'object' : undefined;
	return ts.isCallExpression(node) && node.expression.getText() === 'Object.create' ? 'object' : undefined;
}

interface Growth {
	readonly node: ts.Node;
	readonly key: ts.Expression;
}

function growthAt(use: ts.Expression, kind: Cache['kind'], context: CodeContext): Growth | undefined {
	const found = kind === 'object' ? writtenKey(use) : addedTo(use, GROWS[kind] ?? /^$/);
	if (found === undefined || isConstant(found.key, context) || runsOnce(found.node, context)) return undefined;
	const fn = enclosingFunction(found.node);
	if (fn === undefined || registers(fn) || insideFunctionOf(use, context)) return undefined;
	return found;
}

function addedTo(use: ts.Expression, method: RegExp): Growth | undefined {
	const access = use.parent;
	if (!ts.isPropertyAccessExpression(access) || access.expression !== use || !method.test(access.name.text)) return undefined;
	const call = access.parent;
	if (!ts.isCallExpression(call) || call.expression !== access) return undefined;
	const [key, value] = call.arguments;
	// Functions are kept by those who want to be told: a registry.
	if (key === undefined || (value ?? key).kind === ts.SyntaxKind.ArrowFunction) return undefined;
	return { node: call, key };
}

function writtenKey(use: ts.Expression): Growth | undefined {
	const access = use.parent;
	if (!ts.isElementAccessExpression(access) || access.expression !== use) return undefined;
	const write = access.parent;
	if (!ts.isBinaryExpression(write) || write.left !== access || write.operatorToken.kind < ts.SyntaxKind.FirstAssignment || write.operatorToken.kind > ts.SyntaxKind.LastAssignment) return undefined;
	return { node: write, key: access.argumentExpression };
}

function isConstant(key: ts.Expression, context: CodeContext): boolean {
	return alternatives(evaluate(key, context.frame)).every(({ kind }) => kind === 'literal' || kind === 'class' || kind === 'function');
}

const ITERATES = /^(?:forEach|map|filter|flatMap|reduce|some|every|then|catch|finally)$/;

/** At top level, or in a function that only the loading of the file calls; a callback that is handed to somebody runs later. */
function runsOnce(node: ts.Node, context: CodeContext): boolean {
	const fn = enclosingFunction(node);
	if (fn === undefined) return true;
	const call = fn.parent;
	if ((ts.isArrowFunction(fn) || ts.isFunctionExpression(fn)) && ts.isCallExpression(call) && call.expression !== fn) return ITERATES.test(calleeName(call) ?? '') && runsOnce(call, context);
	return !isExportedFunction(fn) && runsWhenLoaded(node, context);
}

function isExportedFunction(fn: ts.FunctionLikeDeclaration): boolean {
	return ts.isFunctionDeclaration(fn) && (ts.getModifiers(fn) ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
}

function registers(fn: ts.FunctionLikeDeclaration): boolean {
	for (let around: ts.Node = fn; !ts.isSourceFile(around); around = around.parent) {
		const name = ts.isFunctionLike(around) ? (around.name ?? (ts.isVariableDeclaration(around.parent) ? around.parent.name : undefined)) : undefined;
		if (name !== undefined && REGISTERS.test(name.getText())) return true;
		// A decorator's own function runs once for each class or method.
		if (ts.isFunctionDeclaration(around) && /^[A-Z]/.test(around.name?.text ?? '')) return true;
	}
	return false;
}

/** A name declared inside a function lives no longer than its call. */
function insideFunctionOf(use: ts.Expression, context: CodeContext): boolean {
	return ts.isIdentifier(use) && use.getSourceFile() !== context.module.sourceFile;
}

/** What takes entries out, asks how many there are, or starts anew. */
function shrinks(use: ts.Expression): string[] {
	const { parent } = use;
	if (ts.isPropertyAccessExpression(parent) && parent.expression === use) {
		if (TAKES_OUT.test(parent.name.text)) return [parent.name.text];
		return COUNTS.test(parent.name.text) && isCompared(parent) ? [parent.name.text] : [];
	}
	if (ts.isElementAccessExpression(parent) && ts.isDeleteExpression(parent.parent)) return ['delete'];
	return ts.isBinaryExpression(parent) && parent.left === use && parent.operatorToken.kind === ts.SyntaxKind.EqualsToken ? ['new'] : [];
}

/** `size > 1000` bounds it, `length = 0` empties it; a size in a log does neither. */
function isCompared(node: ts.Node): boolean {
	const { parent } = node;
	if (!ts.isBinaryExpression(parent)) return ts.isVariableDeclaration(parent);
	return parent.operatorToken.kind !== ts.SyntaxKind.PlusToken;
}

/** Somebody else has it in hand and may take entries out. */
function escapes(use: ts.Expression): boolean {
	const { parent } = use;
	if (ts.isCallExpression(parent) || ts.isNewExpression(parent)) return parent.arguments?.includes(use) === true;
	return ts.isReturnStatement(parent) || ts.isPropertyAssignment(parent) || ts.isShorthandPropertyAssignment(parent) || ts.isVariableDeclaration(parent) || (ts.isArrowFunction(parent) && parent.body === use);
}
