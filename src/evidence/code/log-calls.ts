import { ts } from '../../parse/typescript/compiler.ts';
import type { LogCall } from '../facts.ts';
import type { CodeContext } from './context.ts';
import { errorUse } from './logging/error-names.ts';
import { excuseOf } from './logging/excuse.ts';
import { type LoggerUse, loggerUse } from './logging/loggers.ts';
import { type LogMessage, messageOf, stringifiedValues, valueName } from './logging/message.ts';
import { scopeOf } from './logging/request-logger.ts';
import { structured } from './logging/structure.ts';
import { subjectOf } from './subject.ts';

/** The `logCalls` of a file: what is written, by which logger, in which shape. */
export function logCalls(context: CodeContext): LogCall[] {
	const found: LogCall[] = [];
	for (const node of context.nodes) {
		const use = loggerUse(node, context);
		if (use !== undefined && ts.isCallExpression(node)) found.push(logCall(node, use, context));
	}
	return found;
}

function logCall(node: ts.CallExpression, use: LoggerUse, context: CodeContext): LogCall {
	const { sourceFile } = context.module;
	const message = messageOf(node);
	const excuse = use.logger === 'console' ? excuseOf(node, context) : undefined;
	return {
		at: context.places.at(node),
		subject: subjectOf(node),
		logger: use.logger,
		level: use.level,
		message: message.shape,
		interpolated: message.values.map((value) => valueName(value, sourceFile)),
		stringified: stringifiedValues(node, message, context).map((value) => valueName(value, sourceFile)),
		fields: hasFields(node, message),
		error: errorUse(node),
		...scopeOf(use.receiver, use.logger === 'console', context),
		...(excuse === undefined ? {} : { excuse }),
		...(structured(node, use, context) === undefined ? {} : { fix: { name: 'structure-log' } }),
	};
}

/** Values beside the message other than the error: an object, or a name that may hold one. */
function hasFields(node: ts.CallExpression, message: LogMessage): boolean {
	return node.arguments.some((argument) => {
		if (argument === message.node) return false;
		if (ts.isObjectLiteralExpression(argument)) return argument.properties.length > 0;
		return ts.isIdentifier(argument) || ts.isPropertyAccessExpression(argument) || ts.isCallExpression(argument);
	});
}
