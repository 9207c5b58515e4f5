import { ts } from '../../../parse/typescript/compiler.ts';
import type { RequestLog } from '../../facts/logging.ts';
import type { CodeContext } from '../context.ts';
import { calleeName, receiver } from '../handling/site.ts';
import { importedFrom } from '../handling/imported.ts';
import { subjectOf } from '../subject.ts';

const MOUNTS = /^(?:use|register|useGlobalInterceptors|addHook)$/;
/** What a log in front of handlers is called, in its package or in the repository. */
const LOGS = /morgan|pino-?http|express-?winston|(?:request|access|http|koa)-?_?log(?:s|ger|ging)?(?:$|[^a-z])|log-?_?(?:request|access)s?|logger-?middleware|log-?middleware|logging-?interceptor|hono\/logger|koa-pino-logger|express-pino-logger/i;
const NAME_LENGTH = 60;

/** The `requestLogs` of a file: what it puts in front of its handlers to log each request, and the same in other files of the change. */
export function requestLogs(context: CodeContext): RequestLog[] {
	const { module, role } = context;
	const { text } = module.sourceFile;
	const before = module.codebase.textBefore(module.path);
	if (role === 'browser' || !(LOGS.test(text) || LOGS.test(before))) return [];
	const here = LOGS.test(text) ? mountedHere(context) : [];
	const [first] = module.sourceFile.statements;
	if (here.length > 0 || first === undefined || !hasMoved(context)) return here;
	return [{ at: context.places.at(first), subject: '<module>', name: '', where: 'beside' }];
}

function mountedHere(context: CodeContext): RequestLog[] {
	return context.nodesOf(ts.isCallExpression).flatMap((call) => {
		if (!MOUNTS.test(calleeName(call) ?? '') || receiver(call) === undefined) return [];
		const log = call.arguments.map(loggerNamed).find((name) => name !== undefined);
		return log === undefined ? [] : [{ at: context.places.at(call), subject: subjectOf(call), name: log.slice(0, NAME_LENGTH), where: 'here' as const }];
	});
}

/** `morgan('combined')`, `requestLogger`, `new LoggingInterceptor()`, by its own name or that of its module. */
function loggerNamed(argument: ts.Expression): string | undefined {
	const root = ts.isCallExpression(argument) || ts.isNewExpression(argument) ? argument.expression : argument;
	if (!ts.isIdentifier(root) && !ts.isPropertyAccessExpression(root)) return undefined;
	const name = root.getText();
	return LOGS.test(name) || LOGS.test(importedFrom(root) ?? '') ? name : undefined;
}

/** Another file of the change logs requests and did not at base. */
function hasMoved(context: CodeContext): boolean {
	return context.neighbours().some(({ module, role }) => role !== 'test' && LOGS.test(module.sourceFile.text) && !LOGS.test(module.codebase.textBefore(module.path)));
}
