import { ts } from '../../../parse/typescript/compiler.ts';

/** Work that is done after use: when it fails, nothing that was asked for is lost. */
const CLEANUP = /^(?:close|closeSync|closeAll|end|destroy|dispose|disconnect|quit|release|unlink|unlinkSync|rm|rmSync|rmdir|rimraf|remove(?:File|Dir|Temp\w*|Listener|AllListeners|Sync)|cleanup|clean(?:Up|Sandbox|Temp)?\w*|unsubscribe|unref|abort|cancel|stop|kill|terminate|teardown|unlock|clearInterval|clearTimeout|detach|untrack|dismiss|deleteTemp\w*|deleteFile|shutdown|stopAll|killAll|return|releaseLock|unsubscribeAll|finish|finished|unpipe|unregister|invalidate)$/i;
const ROLLBACK = /^(?:rollback|abortTransaction|rollbackTransaction|revert)$/i;
/** Asks whether something is there: failing is one of the two answers. */
const PROBE = /^(?:access|accessSync|exists|existsSync|stat|statSync|lstat|lstatSync|realpath|realpathSync|readlink|readlinkSync|head|ping|which|resolve|lookup|probe|test|ready|waitFor\w*|locator|hasAttribute)$|^(?:is|has|can|check|exists|probe|detect|validate|verify|ensure|supports|try)(?:[A-Z]\w*|$)|(?:Exists|IsValid|Available)$/;
const PARSE = /^(?:parse|parseAsync|safeParse|json|text|decode|decodeURIComponent|decodeURI|encodeURIComponent|atob|btoa|deserialize|fromJSON|unmarshal|format|stringify|match|exec|toISOString|getHostname|normalize|compile|from|BigInt|URL|RegExp|Date|JSON5|verify|decrypt|inspect|parseInt|toString|structuredClone|matchAll|replace|split|slice|trim)$|^(?:parse|decode|deserialize|extract|format|stringify|convert|normalize|toURL|get(?:Url|Host|Domain|Path)|coerce|transform|sanitize|tokenize|safe)[A-Z]\w*$|(?:FromUrl|FromURL|Decode|Parse|ToJson)$/;
/** Reads a file that may not be there. */
const OPTIONAL_READ = /^(?:readFile|readFileSync|readJson|readJSON|readdir|readdirSync|require|opendir|mkdir|mkdirSync|copyFile)$/;
const LOG_LIKE = /^(?:log|debug|warn|logger|trace)$|^(?:log|debug|warn|print|report|notify|track)(?:Error|Exception|Failure|Warning|Event|Message|Info|Debug|To\w*)$|^(?:console\w*|addLog|writeLog|appendLog|logAnd\w*|logger\w*|log[A-Z]\w*)$/;
/** Whatever a team's own logger calls what it writes: `logging.systemError(…)`. */
const LOGGER_METHOD = /(?:^|\.)_?log(?:s|ger|ging)?\.\w+$/i;
const RECORD = /^(?:captureException|captureMessage|captureError|recordException|recordError|setStatus|setError|addError|noticeError|reportError|trackException|trackError|notifyError|handleError|onError|addEvent|recordSpanException|sendError|reportException|setTag|addBreadcrumb)$|^(?:add|append|capture|collect|dispatch|emit|handle|log|mark|notice|notify|on|post|process|publish|push|raise|record|register|report|save|send|set|show|store|submit|trace|track|write)[A-Z]\w*(?:Exception|Error)s?$/;
/** Fails with what it has to say, when it is waited for: `await validateAttestation(…)`. A schema's own `validate` answers yes or no. */
const CHECKS_WORK = /^validate[A-Z]/;
const METRIC = /^(?:inc|increment|incr|observe|histogram|gauge|timing|count|recordMetric|recordFailure|recordHistogram|incrementCounter|recordCount|mark|addMetric|emitMetric)$/;

/** Plain language calls that do nothing of their own. */
const NEUTRAL = /^(?:map|filter|forEach|push|get|set|has|add|then|finally|catch|includes|startsWith|endsWith|join|concat|keys|values|entries|Error|Promise|Map|Set|now|max|min|floor|allSettled|all|race|setTimeout|String|Number|Boolean|isArray|find|some|every|reduce|sort|at|bind|call|apply|next|toLowerCase|toUpperCase|substring|indexOf|padStart|Uint8Array|Array|fill|assign|freeze|create|clone|dirname|join|basename|fileURLToPath|pathToFileURL|cwd|cloneDeep|Buffer|URLSearchParams|AbortController)$/;

export type CallKind = 'cleanup' | 'rollback' | 'probe' | 'parse' | 'read' | 'log' | 'record' | 'metric' | 'other';

/** The last name of what is called: `fs.promises.unlink` -> `unlink`; `new URL` -> `URL`. */
export function calledName(node: ts.CallExpression | ts.NewExpression): string {
	let callee: ts.Expression = node.expression;
	while (ts.isParenthesizedExpression(callee) || ts.isNonNullExpression(callee)) callee = callee.expression;
	if (ts.isIdentifier(callee)) return callee.text;
	if (ts.isPropertyAccessExpression(callee)) return callee.name.text.replace(/^#/, '');
	return callee.kind === ts.SyntaxKind.ImportKeyword ? 'import' : '';
}

/** A call of the language's own, or a log call: nothing that could be lost. */
export function isPlain(node: ts.CallExpression | ts.NewExpression): boolean {
	return (NEUTRAL.test(calledName(node)) && !isWaitedFor(node)) || /(?:^|\.)(?:log|logger|console)\.\w+$/i.test(node.expression.getText());
}

/** `await store.get(key)`, `store.get(key).catch(…)`: whatever it is called, it asks something outside. */
function isWaitedFor(node: ts.CallExpression | ts.NewExpression): boolean {
	const waited = ts.isAwaitExpression(node.parent) || (ts.isPropertyAccessExpression(node.parent) && /^(?:catch|then|finally)$/.test(node.parent.name.text));
	return waited && !/^(?:Promise\.|setTimeout$)/.test(node.expression.getText());
}

/** What a call in the tried code is there for, by its name. */
export function triedKind(node: ts.CallExpression | ts.NewExpression): CallKind {
	const name = calledName(node);
	if (ROLLBACK.test(name) || isRollbackStatement(node)) return 'rollback';
	if (CLEANUP.test(name) || deletesTemporary(node)) return 'cleanup';
	if (name === 'import' || OPTIONAL_READ.test(name)) return 'read';
	if (PARSE.test(name)) return 'parse';
	return PROBE.test(name) && !(CHECKS_WORK.test(name) && isWaitedFor(node)) ? 'probe' : 'other';
}

/** What a call in a catch does with the failure, by its name. */
export function reactionKind(node: ts.CallExpression | ts.NewExpression): CallKind {
	const name = calledName(node);
	if (METRIC.test(name)) return 'metric';
	if (LOG_LIKE.test(name) || LOGGER_METHOD.test(node.expression.getText())) return 'log';
	if (RECORD.test(name) && !ts.isNewExpression(node)) return 'record';
	return triedKind(node);
}

/** `client.query('ROLLBACK')`. */
function isRollbackStatement(node: ts.CallExpression | ts.NewExpression): boolean {
	const [first] = node.arguments ?? [];
	const text = first === undefined ? '' : ts.isStringLiteralLike(first) ? first.text : ts.isTemplateExpression(first) ? first.head.text : '';
	return /^\s*(?:rollback|release savepoint|unlock)/i.test(text);
}

/** `fs.delete(tmpPath)`: the name of the argument says that it was temporary. */
function deletesTemporary(node: ts.CallExpression | ts.NewExpression): boolean {
	return /^(?:delete|del|remove)\w*$/i.test(calledName(node)) && /te?mp|scratch|lock/i.test((node.arguments ?? []).map((argument) => argument.getText()).join(' '));
}

/** Every call in a piece of code, without those of functions inside it that run later. */
export function callsIn(node: ts.Node, inFunctions = false): (ts.CallExpression | ts.NewExpression)[] {
	const found: (ts.CallExpression | ts.NewExpression)[] = [];
	const visit = (inner: ts.Node): void => {
		if (!inFunctions && inner !== node && ts.isFunctionLike(inner)) return;
		if (ts.isCallExpression(inner) || ts.isNewExpression(inner)) found.push(inner);
		ts.forEachChild(inner, visit);
	};
	visit(node);
	return found;
}
