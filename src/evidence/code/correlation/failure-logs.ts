import { ts } from '../../../parse/typescript/compiler.ts';
import type { CodeContext } from '../context.ts';
import { calleeName, receiver } from '../handling/site.ts';
import { evaluate } from '../value/evaluate.ts';
import { lastName } from '../last-name.ts';
import { boundIds, isBound, LOGGER } from './bound-loggers.ts';
import type { Found } from './handovers.ts';
import { idsIn } from './mentions.ts';
import { isLogIdName } from './names.ts';

const LEVELS = new Set(['error', 'warn', 'fatal', 'critical']);
const MESSAGE_LENGTH = 40;

/** Lines that tell of no failure count where the file's lines carried an id at base: one may have lost it. */
const OTHER_LEVELS = new Set(['info', 'debug', 'log', 'trace', 'verbose']);
const CARRIED = /\.(?:info|debug|log|trace|verbose)\([^;]*\b(?:request_?Id|reqId|correlation_?Id|traceId)\b/i;

/** Log lines, those of failures above all: can they be joined with the rest of their request or job? */
export function failureLogs(context: CodeContext): Found[] {
	const { module } = context;
	const all = CARRIED.test(module.codebase.textBefore(module.path));
	return context.nodes.flatMap((node) => {
		if (!ts.isCallExpression(node)) return [];
		const level = calleeName(node) ?? '';
		const on = receiver(node);
		if (!(LEVELS.has(level) || (all && OTHER_LEVELS.has(level))) || on === undefined || !LOGGER.test(lastName(on))) return [];
		const ids = idsIn(node.arguments, isLogIdName);
		const bound = isBound(evaluate(on, context.frame)) || boundIds(on, context).length > 0;
		const state = ids.length > 0 ? 'passed' : bound ? 'unknown' : 'absent';
		return [{ kind: 'log', name: `${on.getText(context.module.sourceFile)}.${level}`, message: messageStart(node), node, state, ids } satisfies Found];
	});
}

function messageStart(node: ts.CallExpression): string {
	for (const argument of node.arguments) {
		if (ts.isStringLiteralLike(argument)) return argument.text.slice(0, MESSAGE_LENGTH);
		if (ts.isTemplateExpression(argument)) return argument.head.text.slice(0, MESSAGE_LENGTH);
	}
	return '';
}
