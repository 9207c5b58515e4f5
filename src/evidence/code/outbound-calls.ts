import { ts } from '../../parse/typescript/compiler.ts';
import type { Deadline, Handle, OutboundCall } from '../facts.ts';
import type { CodeContext } from './context.ts';
import { isAwaited } from './outbound/awaited.ts';
import { callByCall } from './outbound/call-by-call.ts';
import { mayCallOut, mayMakeClient } from './outbound/candidates.ts';
import { callDeadline, defaultOf, madeDeadline } from './outbound/deadline.ts';
import { type Enrichment, enrich } from './outbound/enrichment.ts';
import { grpcCall } from './outbound/grpc.ts';
import { type Identified, type Made, identifyCall, identifyMade } from './outbound/identify.ts';
import { knexQuery, knexTarget } from './outbound/knex.ts';
import { settingsPlace } from './outbound/settings.ts';
import { targetOf } from './outbound/target.ts';
import { wrapperCall } from './outbound/wrappers.ts';
import { chainEnd } from './outbound/enclosing.ts';
import { subjectOf } from './subject.ts';
import { deeper, evaluate } from './value/evaluate.ts';
import { property } from './value/object-shape.ts';

/** Above this many lines a call's place ends at its callee, so that a comment stands on its first line. */
const MAX_LINES = 12;

type Known = Omit<OutboundCall, keyof Enrichment>;

/** The `outboundCalls` of a file: what it sends, and the clients it makes to send with. */
export function outboundCalls(context: CodeContext): OutboundCall[] {
	const found = context.nodes.flatMap((node) => {
		const known = ts.isCallExpression(node) ? (sentBy(node, context) ?? madeBy(node, context)) : ts.isNewExpression(node) ? madeBy(node, context) : undefined;
		return known === undefined ? [] : [{ node, known }];
	});
	return callByCall(found).map(({ node, known }) => ({ ...known, ...enrich(known, node, context) }));
}

function sentBy(call: ts.CallExpression, context: CodeContext): Known | undefined {
	if (!mayCallOut(call, context.module)) return grpcFact(call, context);
	const callee = evaluate(call.expression, context.frame);
	const identified = identifyCall(callee, context.module);
	if (identified !== undefined) {
		const { client, name } = identified;
		const deadline = callDeadline(call, identified, context.frame);
		return { ...common(call, context, deadline), client: client.client, family: client.family, method: methodOf(name, call, context), target: targetOf(call.arguments[0], context.frame), ...fixOf(identified, deadline) };
	}
	return knexFact(call, context) ?? wrapperFact(call, callee, context) ?? grpcFact(call, context);
}

function common(call: ts.CallExpression, context: CodeContext, deadline: Deadline): Pick<Known, 'at' | 'subject' | 'kind' | 'awaited' | 'deadline'> {
	return { at: placeOf(call, context), subject: subjectOf(call), kind: 'call', awaited: isAwaited(call), deadline };
}

function wrapperFact(call: ts.CallExpression, callee: ReturnType<typeof evaluate>, context: CodeContext): Known | undefined {
	const wrapped = wrapperCall(call, callee, context.frame);
	if (wrapped === undefined) return undefined;
	const { client } = wrapped.identified;
	return { ...common(call, context, wrapped.deadline), client: wrapped.name, family: client.family, method: methodOf('', call, context), target: wrapped.target || targetOf(placeArgument(call), context.frame) };
}

/** The argument of a wrapper that looks like a place, for its reader: a schema or a method may stand before it. */
function placeArgument(call: ts.CallExpression): ts.Expression | undefined {
	return call.arguments.find((argument) => ts.isTemplateExpression(argument) || (ts.isStringLiteralLike(argument) && argument.text.includes('/'))) ?? call.arguments[0];
}

function knexFact(call: ts.CallExpression, context: CodeContext): Known | undefined {
	const deadline = knexQuery(call, context.frame);
	if (deadline === undefined) return undefined;
	return { ...common(call, context, deadline), client: 'knex', family: 'database', method: '', target: knexTarget(call) };
}

function grpcFact(call: ts.CallExpression, context: CodeContext): Known | undefined {
	if (!usesGrpc(context)) return undefined;
	const deadline = grpcCall(call, context.frame);
	const method = ts.isPropertyAccessExpression(call.expression) ? call.expression.name.text : '';
	return deadline === undefined ? undefined : { ...common(call, context, deadline), client: 'grpc', family: 'grpc', method, target: '' };
}

/** Cheap: a file far from gRPC never has its method calls followed. */
function usesGrpc(context: CodeContext): boolean {
	return /grpc/i.test(context.module.sourceFile.text);
}

function madeBy(node: ts.CallExpression | ts.NewExpression, context: CodeContext): Known | undefined {
	if (!mayMakeClient(node, context.module)) return undefined;
	const of = evaluate(node.expression, context.frame);
	const value = ts.isNewExpression(node) ? { kind: 'instance' as const, of, call: node, frame: context.frame } : { kind: 'result' as const, of, call: node, frame: context.frame };
	const made = identifyMade(value, context.module);
	if (made === undefined || !made.client.reportClients) return undefined;
	const said = madeDeadline(made, context.module);
	const deadline = said.state === 'absent' && said.reason === undefined ? defaultOf(made.client) : said;
	const settings = settingsPlace(made.settings, context.frame);
	return {
		at: placeOf(node, context),
		subject: subjectOf(node),
		kind: 'client',
		client: made.client.client,
		family: made.client.family,
		target: '',
		method: made.name,
		awaited: false,
		deadline,
		...madeFix(made, deadline),
		...(settings === undefined ? {} : { settings: { at: context.places.at(settings.node), name: settings.name } }),
	};
}

function placeOf(node: ts.CallExpression | ts.NewExpression, context: CodeContext): Handle {
	const whole = ts.isCallExpression(node) ? chainEnd(node) : node;
	const { sourceFile } = context.module;
	const lines = sourceFile.getLineAndCharacterOfPosition(whole.getEnd()).line - sourceFile.getLineAndCharacterOfPosition(node.getStart(sourceFile)).line + 1;
	if (lines <= MAX_LINES) return context.places.at(node, whole);
	return context.places.at(node, node.expression);
}

const VERB = /^(?:get|post|put|patch|delete|head|options|del)$/i;

function methodOf(name: string, call: ts.CallExpression, context: CodeContext): string {
	const last = name.slice(name.lastIndexOf('.') + 1);
	if (VERB.test(last)) return last === 'del' ? 'DELETE' : last.toUpperCase();
	for (const argument of call.arguments.slice(0, 3)) {
		const value = evaluate(argument, deeper(context.frame));
		const method = value.kind === 'object' ? property(value, 'method') : undefined;
		if (method?.kind === 'literal' && typeof method.value === 'string') return method.value.toUpperCase();
	}
	return '';
}

function fixOf({ client, name }: Identified, deadline: Deadline): Pick<Known, 'fix'> {
	if (deadline.state !== 'absent' || deadline.reason === 'client') return {};
	const index = client.calls?.[name] ?? 1;
	// An index past all arguments says that the options may stand anywhere.
	return client.mends === undefined || index > 3 ? {} : { fix: { name: 'set-deadline', params: { option: client.mends, index } } };
}

/** Where the settings of an instance stand, or would: an address in their place is none. */
function madeFix({ client, settings, arguments: args, frame }: Made, deadline: Deadline): Pick<Known, 'fix'> {
	if (deadline.state !== 'absent' || deadline.reason === 'client' || client.mends === undefined) return {};
	const given = settings === undefined ? undefined : evaluate(settings, deeper(frame)).kind;
	const index = given === 'object' && settings !== undefined ? args.indexOf(settings) : args.length;
	// Only a literal can be told from settings that are not known.
	if (given !== undefined && given !== 'object' && given !== 'literal' && given !== 'text') return {};
	return { fix: { name: 'set-deadline', params: { option: client.mends, index, client: true } } };
}
