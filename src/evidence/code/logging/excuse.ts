import { ts } from '../../../parse/typescript/compiler.ts';
import type { LogCall } from '../../facts.ts';
import type { CodeContext } from '../context.ts';

const LOGGER_FILE = /(?:^|\/)(?:[\w-]*[-_.])?(?:logger|loggers|logging|log|[a-z]+Logger|Logger|console|logflare|logdrain|[\w-]*transport)(?:\.(?:server|client|node))?(?:\/index)?\.[cm]?[jt]sx?$|(?:^|\/)(?:logger|logging)\//;
const BOOT_FILE = /(?:^|\/)(?:env|environment|config|instrumentation|instrument|tracing|tracer|telemetry|otel|opentelemetry|sentry[\w.-]*|bootstrap|preload|datadog|newrelic)(?:\.\w+)?\.[cm]?[jt]s$/;
const LEVEL_NAME = /^_?(?:trace|debug|verbose|info|log|warn|warning|error|fatal|write|print|emit|output|logMessage|logError)$/;
const DEVELOPMENT = /NODE_ENV\s*[!=]==?\s*['"](?:development|production|test)['"]|\b(?:isDev|isDevelopment|isProduction|isProd|isTest|IS_DEV|DEV|DEBUG|debug|verbose|VERBOSE|debugMode)\b/;

/** Why writing to the console may be right here; undefined when nothing speaks for it. */
export function excuseOf(call: ts.CallExpression, context: CodeContext): LogCall['excuse'] {
	if (LOGGER_FILE.test(context.module.path) || isLevelMethod(call)) return 'sink';
	if (BOOT_FILE.test(context.module.path) || endsProcess(call)) return 'bootstrap';
	return underCondition(call) ? 'development' : undefined;
}

/** Inside a function that is itself called like a level: `error: (message) => console.error(message)`. */
function isLevelMethod(call: ts.CallExpression): boolean {
	const owner = ts.findAncestor(call, (node) => ts.isFunctionLike(node));
	if (owner === undefined) return false;
	const holder = ts.isMethodDeclaration(owner) ? owner : owner.parent;
	const member = ts.isMethodDeclaration(holder) || ts.isPropertyAssignment(holder) || ts.isPropertyDeclaration(holder);
	return member && (ts.isIdentifier(holder.name) || ts.isPrivateIdentifier(holder.name)) && LEVEL_NAME.test(holder.name.text.replace('#', ''));
}

/** A last word before the process ends, or a handler of what nobody caught: the logger may not exist, or may not flush. */
function endsProcess(call: ts.CallExpression): boolean {
	const block = ts.findAncestor(call, (node) => ts.isBlock(node) || ts.isSourceFile(node));
	if (block !== undefined && ts.isBlock(block) && block.statements.some((statement) => /^\s*(?:return\s+)?process\.(?:exit|abort)\(/.test(statement.getText()))) return true;
	const handler = ts.findAncestor(call, (node) => ts.isCallExpression(node) && node !== call && /^process\.(?:on|once)$/.test(node.expression.getText()));
	return handler !== undefined;
}

function underCondition(call: ts.CallExpression): boolean {
	for (let node: ts.Node = call; !ts.isSourceFile(node.parent); node = node.parent) {
		const { parent } = node;
		if (ts.isFunctionLike(parent)) return false;
		if (ts.isIfStatement(parent) && parent.expression !== node && DEVELOPMENT.test(parent.expression.getText())) return true;
		if (ts.isBinaryExpression(parent) && parent.right === node && DEVELOPMENT.test(parent.left.getText())) return true;
		if (ts.isConditionalExpression(parent) && parent.condition !== node && DEVELOPMENT.test(parent.condition.getText())) return true;
	}
	return false;
}
