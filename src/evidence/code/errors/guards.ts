import { ts } from '../../../parse/typescript/compiler.ts';
import type { Catch } from '../../facts.ts';
import { subjectOf } from '../subject.ts';
import { type CallKind, callsIn, isPlain, triedKind } from './calls.ts';

const SHUTDOWN = /(?:^|\.)(?:\w*(?:close|stop|shutdown|shutDown|cleanup|cleanUp|dispose|destroy|teardown|tearDown|disconnect|kill|abort|cancel|unsubscribe|terminate|drain)\w*|onModuleDestroy|onApplicationShutdown|_destroy|_final|end|quit|release)$/i;
const PROBING = /(?:^|\.)(?:(?:is|has|can|exists|detect|probe|supports)[A-Z]\w*|\w*(?:Exists|IsValid|Available)|exists|ping)$/;
const PARSING = /(?:^|\.)(?:(?:safe|try)?(?:parse|decode|deserialize|extract|format|stringify|normalize)[A-Z]?\w*|safe[A-Z]\w*|get(?:Hostname|Host|Domain|Origin|Url)\w*)$/i;
/** Code of the page in a file of the server. */
const PAGE = /^\{?\s*(?:await\s+)?(?:navigator|window|document|localStorage|sessionStorage)\./;

/** Takes an entry out of a cache: what is left behind runs out by itself. */
const EVICTS = /cache\w*(?:\.[\w#]+)*\.(?:remove|del|delete|invalidate|evict|bust|expire|purge)\w*$/i;

/** What was tried: what a reader would say that the failing code is for. `detached`: nobody waits for it. */
export function guardsOf(tried: ts.Node, detached: boolean): Catch['guards'] {
	const kind = kindOf(tried);
	return kind === 'outbound' && detached && ts.isCallExpression(tried) && EVICTS.test(tried.expression.getText().replace(/[?!\s]/g, '')) ? 'eviction' : kind;
}

function kindOf(tried: ts.Node): Catch['guards'] {
	const calls = callsIn(tried).filter((call) => !isPlain(call));
	const kinds = new Set<CallKind>(calls.map(triedKind));
	if (kinds.has('rollback')) return 'rollback';
	const owner = subjectOf(tried);
	const others = calls.filter((call) => triedKind(call) === 'other');
	if (others.length === 0 && kinds.size > 0) return onlyKind(kinds);
	if (SHUTDOWN.test(owner) || isAfterthought(tried)) return 'cleanup';
	if (PROBING.test(owner)) return 'probe';
	if (PAGE.test(tried.getText())) return 'probe';
	const waits = waitsFor(tried);
	if (PARSING.test(owner) && !waits) return 'parse';
	return waits ? 'outbound' : 'other';
}

function onlyKind(kinds: ReadonlySet<CallKind>): Catch['guards'] {
	if (kinds.has('probe') || kinds.has('read')) return 'probe';
	if (kinds.has('parse')) return 'parse';
	return kinds.has('cleanup') ? 'cleanup' : 'other';
}

/** Does it wait for something outside of this function, other than a module, a parse or a probe? */
function waitsFor(tried: ts.Node): boolean {
	if (isPromiseChain(tried)) return true;
	let found = false;
	const visit = (node: ts.Node): void => {
		if (found || (node !== tried && ts.isFunctionLike(node))) return;
		if ((ts.isAwaitExpression(node) && awaitsOther(node.expression)) || (ts.isForOfStatement(node) && node.awaitModifier !== undefined)) found = true;
		else ts.forEachChild(node, visit);
	};
	visit(tried);
	return found;
}

function awaitsOther(node: ts.Expression): boolean {
	return !ts.isCallExpression(node) || (triedKind(node) === 'other' && !isLogging(node)) || callsIn(node).some((call) => call !== node && triedKind(call) === 'other' && !isPlain(call));
}

function isLogging(node: ts.CallExpression): boolean {
	return /(?:^|\.)(?:log|logger|console)\.\w+$/i.test(node.expression.getText());
}

/** The receiver of a `.catch`: it is a promise, so it waits. */
function isPromiseChain(node: ts.Node): boolean {
	return ts.isExpression(node) && ts.isPropertyAccessExpression(node.parent) && node.parent.name.text === 'catch';
}

/** In a `finally`, or in a handler that tells the failure it is about: what is tried there is an afterthought. */
function isAfterthought(node: ts.Node): boolean {
	for (let inner = node; !ts.isSourceFile(inner); inner = inner.parent) {
		if (ts.isFunctionLike(inner)) return false;
		if (ts.isTryStatement(inner.parent) && inner.parent.finallyBlock === inner) return true;
		if (ts.isCatchClause(inner) && inner.block !== node && /\bthrow\b|\blog(?:ger)?\b.*\.(?:error|warn)\(|console\.(?:error|warn)\(/i.test(inner.block.getText())) return true;
	}
	return false;
}
