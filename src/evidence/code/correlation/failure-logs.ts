import { ts } from '../../../parse/typescript/compiler.ts';
import type { CodeContext } from '../context.ts';
import { calleeName, receiver } from '../handling/site.ts';
import { evaluate } from '../value/evaluate.ts';
import type { Value } from '../value/value.ts';
import type { Found } from './handovers.ts';
import { idsIn } from './mentions.ts';
import { isLogIdName } from './names.ts';

const LEVELS = new Set(['error', 'warn', 'fatal', 'critical']);
const LOGGER = /^(?:log|logger|logging|\w*Log|\w*Logger)$/;
const MESSAGE_LENGTH = 40;

/** Log lines of failures: can they be joined with the rest of their request or job? */
export function failureLogs(context: CodeContext): Found[] {
	return context.nodes.flatMap((node) => {
		if (!ts.isCallExpression(node)) return [];
		const level = calleeName(node) ?? '';
		const on = receiver(node);
		if (!LEVELS.has(level) || on === undefined || !LOGGER.test(lastName(on))) return [];
		const ids = idsIn(node.arguments, isLogIdName);
		const bound = isBound(evaluate(on, context.frame));
		return [{ kind: 'log', name: `${on.getText(context.module.sourceFile)}.${level}: ${messageStart(node)}`, node, state: ids.length > 0 ? 'passed' : bound ? 'unknown' : 'absent', ids } satisfies Found];
	});
}

function lastName(node: ts.Expression): string {
	if (ts.isPropertyAccessExpression(node)) return node.name.text;
	return ts.isIdentifier(node) ? node.text : '';
}

/** A logger that was given fields before: `logger.child({ jobId })`, `createScopedLogger().with(…)`, one that came as an argument. */
function isBound(value: Value): boolean {
	if (value.kind === 'parameter' || (value.kind === 'member' && value.of.kind === 'parameter')) return true;
	return value.kind === 'result' && /^(?:child|with|extend|bind)$/.test(calleeName(value.call) ?? '');
}

function messageStart(node: ts.CallExpression): string {
	for (const argument of node.arguments) {
		if (ts.isStringLiteralLike(argument)) return argument.text.slice(0, MESSAGE_LENGTH);
		if (ts.isTemplateExpression(argument)) return argument.head.text.slice(0, MESSAGE_LENGTH);
	}
	return '';
}
