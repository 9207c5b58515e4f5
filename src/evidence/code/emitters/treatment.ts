import { ts } from '../../../parse/typescript/compiler.ts';
import type { CodeContext } from '../context.ts';
import { isRun } from '../handling/inert.ts';
import { calleeName } from '../handling/site.ts';
import { evaluate } from '../value/evaluate.ts';
import { type FunctionNode, type Value, alternatives } from '../value/value.ts';
import { holderNamed, holderOf, outermost } from './holders.ts';
import { fieldsIn, isExported, isPrivate, keptElsewhere, namesIn } from './kept.ts';

/** What becomes of an emitter where it is used. */
export interface Treatment {
	/** A listener for `error`, or what takes its place. */
	readonly heard: ts.Node | undefined;
	/** Functions that are given it, `return`, `export`, `kept`. */
	readonly handedTo: ReadonlySet<string>;
	/** Piped into another stream: whether the chain may fail is asked elsewhere. */
	readonly piped: boolean;
	/** The first variable or field that keeps it. */
	readonly name: string | undefined;
}

const LISTENS = /^(?:on|once|addListener|prependListener|prependOnceListener|addEventListener)$/;
/** Methods that give the emitter itself back, so that a listener may follow. */
const CHAINS = /^(?:on|once|addListener|prependListener|prependOnceListener|off|removeListener|setEncoding|setMaxListeners|setTimeout|setNoDelay|setKeepAlive|unref|ref|resume|pause)$/;
/** Functions that are given a stream or emitter and hear its errors. Source: nodejs.org/api/stream.html, /api/events.html. */
const HEARS = /^(?:pipeline|finished|compose|addAbortSignal|once|eachOf|toArray|text|json|buffer|arrayBuffer|streamToString|streamToBuffer|getStream|getRawBody|eos|pump|pumpify)$/;
/** Methods that are given an emitter and do nothing to it but keep, write or log it. */
const PASSES = /^(?:push|pipe|on|once|log|debug|info)$/;
/** How many functions an emitter is followed into. */
const MAX_STEPS = 2;

/** Follows an emitter from the expression that makes it. */
export function treatmentOf(made: ts.Expression, context: CodeContext): Treatment {
	const tally = new Tally(context, MAX_STEPS);
	tally.use(made);
	return tally;
}

/** Follows an emitter by its name. */
export function treatmentOfUses(uses: readonly ts.Expression[], context: CodeContext): Treatment {
	const tally = new Tally(context, MAX_STEPS);
	for (const use of uses) tally.use(use);
	return tally;
}

class Tally implements Treatment {
	readonly handedTo = new Set<string>();
	piped = false;
	heard: ts.Node | undefined;
	name: string | undefined;
	readonly #context: CodeContext;
	readonly #steps: number;
	readonly #seen = new Set<ts.Node>();

	constructor(context: CodeContext, steps: number) {
		this.#context = context;
		this.#steps = steps;
	}

	/** One place where the emitter stands. */
	use(node: ts.Expression): void {
		if (this.#seen.has(node)) return;
		this.#seen.add(node);
		const outer = outermost(node);
		const { parent } = outer;
		if (ts.isPropertyAccessExpression(parent) && parent.expression === outer) this.#member(parent);
		else if (isGiven(parent, outer)) this.#argument(parent, outer);
		else if (ts.isForOfStatement(parent) && parent.expression === outer) this.heard ??= parent;
		else if (isReturned(parent, outer)) this.handedTo.add('return');
		else if (isStored(parent, outer)) this.#stored(outer);
		else if (isChoice(parent, outer)) this.use(parent);
	}

	#member(access: ts.PropertyAccessExpression): void {
		const call = access.parent;
		if (!ts.isCallExpression(call) || call.expression !== access) {
			if (ts.isBinaryExpression(call) && call.left === access && access.name.text === 'onerror') this.heard ??= call;
			return;
		}
		const { text: name } = access.name;
		if (name === 'pipe' || name === 'pipeTo') this.piped = true;
		if (LISTENS.test(name) && this.#isErrorEvent(call) && isRun(call)) this.heard ??= call;
		if (CHAINS.test(name) && this.heard === undefined) this.use(call);
	}

	/** `'error'`, one of several in a loop, or a name that we cannot read: then it may be. */
	#isErrorEvent(call: ts.CallExpression): boolean {
		const [event] = call.arguments;
		if (event === undefined || ts.isSpreadElement(event)) return false;
		if (ts.isStringLiteralLike(event)) return event.text === 'error';
		return alternatives(evaluate(event, this.#context.frame)).some((value) => (value.kind === 'literal' ? value.value === 'error' : value.kind === 'parameter' || value.kind === 'unknown'));
	}

	#argument(call: ts.CallExpression | ts.NewExpression, argument: ts.Expression): void {
		const name = calleeName(call) ?? call.expression.getText(this.#context.module.sourceFile).slice(0, 40);
		if (ts.isCallExpression(call) && HEARS.test(name) && !isListening(call)) this.heard ??= call;
		else if (PASSES.test(name) && ts.isPropertyAccessExpression(call.expression)) {
			if (name === 'push') this.handedTo.add('kept');
		} else this.#handed(call, argument, name);
	}

	#handed(call: ts.CallExpression | ts.NewExpression, argument: ts.Expression, name: string): void {
		const inside = this.#followed(call, argument);
		const back = inside?.handedTo.has('return') === true;
		if (inside?.heard !== undefined) this.heard ??= call;
		else if (inside === undefined || inside.handedTo.size > (back ? 1 : 0)) this.handedTo.add(name);
		// `const pool = withListener(new Pool())`: what comes back is the same thing.
		if (back) this.use(call);
	}

	/** What a function of this repository does with the parameter that it gets the emitter as. */
	#followed(call: ts.CallExpression | ts.NewExpression, argument: ts.Expression): Treatment | undefined {
		const index = call.arguments?.indexOf(argument) ?? -1;
		if (this.#steps === 0 || index < 0) return undefined;
		for (const value of alternatives(evaluate(call.expression, this.#context.frame))) {
			const callee = calledIn(value);
			const parameter = callee?.parameters[index];
			if (callee?.body === undefined || parameter === undefined || !ts.isIdentifier(parameter.name)) continue;
			const inner = new Tally(this.#context, this.#steps - 1);
			for (const use of namesIn(callee.body, parameter.name.text)) inner.use(use);
			if (value.kind === 'class' && (ts.getModifiers(parameter) ?? []).length > 0) for (const use of fieldsIn(value.node, parameter.name.text)) inner.use(use);
			return inner;
		}
		return undefined;
	}

	#stored(outer: ts.Expression): void {
		if (outer.getSourceFile() !== this.#context.module.sourceFile) return this.#storedElsewhere(outer);
		const holder = holderOf(outer, this.#context) ?? (ts.isBinaryExpression(outer.parent) ? holderNamed(outer.parent.left, this.#context) : undefined);
		if (holder === undefined) {
			this.handedTo.add('kept');
			return;
		}
		this.name ??= holder.name;
		if (isExported(holder.of)) this.handedTo.add('export');
		// A field that others may read.
		if (ts.isClassLike(holder.of) && !isPrivate(holder.of, holder.name)) this.handedTo.add('field');
		for (const use of holder.uses) this.use(use);
	}

	#storedElsewhere(outer: ts.Expression): void {
		const uses = keptElsewhere(outer);
		if (uses === undefined) this.handedTo.add('kept');
		for (const use of uses ?? []) this.use(use);
	}
}

/** The function that runs: the constructor of a class. */
function calledIn(value: Value): FunctionNode | undefined {
	if (value.kind === 'function') return value.node;
	return value.kind === 'class' ? value.node.members.find(ts.isConstructorDeclaration) : undefined;
}

/** `emitter.once('x', stream)` gives a listener, `once(emitter, 'x')` waits. */
function isListening(call: ts.CallExpression): boolean {
	return ts.isPropertyAccessExpression(call.expression) && /^(?:on|once)$/.test(call.expression.name.text) && !/^events?$/i.test(call.expression.expression.getText());
}

function isStored(parent: ts.Node, outer: ts.Expression): boolean {
	if (ts.isVariableDeclaration(parent) || ts.isPropertyDeclaration(parent) || ts.isPropertyAssignment(parent)) return parent.initializer === outer;
	if (ts.isShorthandPropertyAssignment(parent) || ts.isArrayLiteralExpression(parent) || ts.isExportAssignment(parent) || ts.isSpreadElement(parent)) return true;
	return ts.isBinaryExpression(parent) && parent.right === outer && parent.operatorToken.kind === ts.SyntaxKind.EqualsToken;
}

function isGiven(parent: ts.Node, outer: ts.Expression): parent is ts.CallExpression | ts.NewExpression {
	return (ts.isCallExpression(parent) || ts.isNewExpression(parent)) && parent.arguments?.includes(outer) === true;
}

function isReturned(parent: ts.Node, outer: ts.Expression): boolean {
	return ts.isReturnStatement(parent) || (ts.isArrowFunction(parent) && parent.body === outer);
}

function isChoice(parent: ts.Node, outer: ts.Expression): parent is ts.Expression {
	if (ts.isConditionalExpression(parent)) return true;
	if (!ts.isBinaryExpression(parent)) return false;
	const kind = parent.operatorToken.kind;
	return parent.right === outer && (kind === ts.SyntaxKind.BarBarToken || kind === ts.SyntaxKind.QuestionQuestionToken || kind === ts.SyntaxKind.QuestionQuestionEqualsToken || kind === ts.SyntaxKind.BarBarEqualsToken);
}
