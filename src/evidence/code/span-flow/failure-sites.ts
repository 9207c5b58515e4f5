import { ts } from '../../../parse/typescript/compiler.ts';
import type { SpanFailure } from '../../facts/telemetry.ts';
import type { CodeContext } from '../context.ts';
import { type CatchSite, catchSite } from '../errors/sites.ts';
import { nodesIn } from '../handling/calls.ts';
import { enclosingFunction } from '../subject.ts';
import { opensSpan } from '../tracing/spans.ts';
import { type SpanHolder, visibleSpan } from './holders.ts';
import { type Made, madeSpan } from './made.ts';
import type { SpanName } from './references.ts';

/** A place where a failure arrives, with the span that is at hand there. */
export interface FailureSite {
	readonly site: CatchSite;
	readonly span: SpanHolder;
	/** The call that makes the span, where it can be seen. */
	readonly call: ts.CallExpression | undefined;
	readonly held: SpanFailure['held'];
}

const ERROR_NAME = /^_?(?:e|er|err|error|ex|exception|reason|cause)$|(?:Err|Error)$/;

/** Every handler of a failure in a file that has a span at hand, those of spans made in its own function first. */
export function failureSites(context: CodeContext): FailureSite[] {
	const taken = new Set<ts.Node>();
	const found: FailureSite[] = [];
	// The innermost span first: a handler belongs to the nearest.
	for (const call of context.nodesOf(ts.isCallExpression).toReversed()) {
		const made = madeSpan(call, context.frame);
		const span = made === undefined ? undefined : spanOf(made);
		if (made === undefined || span === undefined) continue;
		for (const site of sitesIn(made, context)) {
			if (taken.has(site.node)) continue;
			taken.add(site.node);
			found.push({ site, span, call, held: 'made' });
		}
	}
	return [...found, ...otherSites(taken, context)];
}

/** The name of the span: a variable, or the parameter of the function that runs with it. */
function spanOf({ call, callback }: Made): SpanName | undefined {
	if (callback !== undefined) {
		const [first] = callback.parameters;
		return first !== undefined && ts.isIdentifier(first.name) ? first : undefined;
	}
	const holder = call.parent;
	return ts.isVariableDeclaration(holder) && ts.isIdentifier(holder.name) ? holder : undefined;
}

function* sitesIn({ call, callback }: Made, context: CodeContext): Generator<CatchSite> {
	const scope = callback ?? enclosingFunction(call);
	if (scope === undefined) return;
	for (const node of nodesIn(scope)) {
		const site = ts.isCatchClause(node) || ts.isCallExpression(node) ? catchSite(node, context) : undefined;
		if (site === undefined || site.kind === 'callback') continue;
		const home = site.kind === 'clause' ? enclosingFunction(site.node) : enclosingFunction(site.tried);
		// A span that is declared inside of what is tried is out of the handler's reach.
		const reached = callback !== undefined || ts.findAncestor(call, (around) => around === site.tried) === undefined;
		const open = reached && (callback !== undefined || site.node.end > call.end);
		if (home === scope && open) yield site;
	}
}

/** Handlers whose span is a parameter, a field, or a variable of a function around theirs; `if (err)` in a callback is one of them. */
function otherSites(taken: ReadonlySet<ts.Node>, context: CodeContext): FailureSite[] {
	const nodes = context.nodes.filter((node) => ts.isCatchClause(node) || ts.isCallExpression(node) || ts.isIfStatement(node));
	return nodes.flatMap((node) => {
		const site = ts.isIfStatement(node) ? questionSite(node) : catchSite(node, context);
		if (site === undefined || taken.has(site.node) || (site.kind === 'callback' && !ts.isIfStatement(node))) return [];
		const visible = visibleSpan(site.node);
		if (visible === undefined) return [];
		const { call } = visible;
		const own = call !== undefined && visible.given === enclosingFunction(site.node) && opensSpan(call, context.frame);
		return [{ site, span: visible.span, call, held: own ? ('made' as const) : ('given' as const) }];
	});
}

/** `if (err) …` of a parameter: the failure of what called back. */
function questionSite(node: ts.IfStatement): CatchSite | undefined {
	const { expression, thenStatement } = node;
	if (!ts.isIdentifier(expression) || !ERROR_NAME.test(expression.text)) return undefined;
	const parameter = enclosingFunction(node)?.parameters.find(({ name }) => ts.isIdentifier(name) && name.text === expression.text);
	if (parameter === undefined || !ts.isIdentifier(parameter.name)) return undefined;
	const body = ts.isBlock(thenStatement) ? thenStatement : ts.isExpressionStatement(thenStatement) ? thenStatement.expression : undefined;
	return body === undefined ? undefined : { kind: 'callback', node, body, error: parameter.name, destructured: false, tried: node };
}
