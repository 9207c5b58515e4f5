import { ts } from '../../../parse/typescript/compiler.ts';
import type { MessageWrite } from '../../facts.ts';
import type { CodeContext } from '../context.ts';
import { callsIn } from '../errors/calls.ts';
import { labelOf } from '../handling/entry.ts';
import type { Site } from '../handling/site.ts';
import { sitesOf } from '../handling/sites.ts';
import { calleeName } from '../outbound/call-index.ts';
import { dottedName } from '../retries/dotted-name.ts';
import { subjectOf } from '../subject.ts';
import { evaluate } from '../value/evaluate.ts';
import { type FunctionNode, alternatives } from '../value/value.ts';
import { dedupeIn } from './dedupe.ts';

/** How many functions of the file are followed from a handler, and how many steps. */
const MAX_FUNCTIONS = 12;
const MAX_STEPS = 2;
const WEBHOOK = /web-?hooks?|callbacks?\b|\/ipn\b/i;
const INSERTS = /^(?:create|createMany|createOne|createAndSave|insert|insertOne|insertMany|bulkCreate|bulkInsert|addOne|upsert\w*|findOrCreate|insertOrIgnore)$/;
const CHARGES = /(?:^|\.)(?:charges|paymentIntents|payments|refunds|transfers|payouts|invoices|invoiceItems|subscriptions|checkout\.sessions|setupIntents)\.(?:create|capture|pay)$|^(?:charge|refund|payout|transfer)(?:Customer|Card|User|Account|Payment|Funds)?$/;
const SENDS = /^(?:sendMail|sendEmail|sendSms|sendSMS|sendNotification)$/;
/** Objects whose `create` makes nothing that lasts, or that tell arrivals apart by themselves. */
const HARMLESS = /(?:^|\.)(?:Object|z|axios|http|https|express|ac|redis|cache|logger|log|pino|stripe\.webhooks|Promise|document|crypto|schema|yup|winston|span|tracer|Redis|Queue|auditLog\w*|Factory|\w*Factory|client)$/;

/** The `messageWrites` of a file: what its consumers and webhook handlers write. */
export function messageWrites(context: CodeContext): MessageWrite[] {
	return sitesOf(context).flatMap((site) => {
		const handler = handlerKind(site, context);
		const work = site.work?.node;
		return handler === undefined || work === undefined || work.getSourceFile() !== context.module.sourceFile ? [] : writesOf(work, handler, site, context);
	});
}

function handlerKind({ kind, route }: Site, context: CodeContext): MessageWrite['handler'] | undefined {
	if (kind === 'consumer') return 'consumer';
	if (kind !== 'http' || /^(?:GET|DELETE|HEAD|OPTIONS) /.test(route)) return undefined;
	return WEBHOOK.test(route) || (WEBHOOK.test(context.module.path) && !/^(?:PUT|PATCH) /.test(route)) ? 'webhook' : undefined;
}

function writesOf(work: FunctionNode, handler: MessageWrite['handler'], site: Site, context: CodeContext): MessageWrite[] {
	const { functions, complete } = reached(work, context);
	const by = dedupeIn(functions);
	const dedupe = by !== '' ? 'present' : complete ? 'absent' : 'unknown';
	return functions.flatMap((fn) =>
		callsIn(fn, true).flatMap((call) => {
			const effect = ts.isCallExpression(call) ? effectOf(call) : undefined;
			if (effect === undefined) return [];
			return [{ at: context.places.at(call, call.expression), subject: subjectOf(call), entry: labelOf(site), handler, name: dottedName(call.expression), effect, dedupe, by }];
		}),
	);
}

interface Reached {
	readonly functions: readonly FunctionNode[];
	/** Nothing that the handler calls was left out. */
	readonly complete: boolean;
}

/** The handler and the functions of the file that it calls. What it calls elsewhere may tell arrivals apart. */
function reached(work: FunctionNode, context: CodeContext): Reached {
	const found: FunctionNode[] = [work];
	let complete = true;
	let edge: readonly FunctionNode[] = [work];
	for (let step = 0; step < MAX_STEPS; step += 1) {
		const next: FunctionNode[] = [];
		for (const fn of edge) {
			for (const call of callsIn(fn, true)) {
				if (!ts.isCallExpression(call) || effectOf(call) !== undefined) continue;
				const functions = alternatives(evaluate(call.expression, context.frame)).flatMap((value) => (value.kind === 'function' ? [value.node] : []));
				for (const called of functions) {
					if (called.getSourceFile() !== context.module.sourceFile || found.length >= MAX_FUNCTIONS) complete = false;
					else if (!found.includes(called)) {
						found.push(called);
						next.push(called);
					}
				}
			}
		}
		edge = next;
	}
	return { functions: found, complete };
}

function effectOf(call: ts.CallExpression): MessageWrite['effect'] | undefined {
	const name = calleeName(call) ?? '';
	const dotted = dottedName(call.expression);
	if (CHARGES.test(dotted)) return 'charge';
	if (SENDS.test(name)) return 'send';
	const on = ts.isPropertyAccessExpression(call.expression) ? dottedName(call.expression.expression) : '';
	if (INSERTS.test(name) && on !== '' && !HARMLESS.test(on)) return 'insert';
	return /^(?:query|\$executeRaw(?:Unsafe)?|\$queryRaw(?:Unsafe)?|execute|raw|none|one)$/.test(name) && insertsByHand(call) ? 'insert' : undefined;
}

function insertsByHand(call: ts.CallExpression): boolean {
	return call.arguments.some((argument) => (ts.isStringLiteralLike(argument) || ts.isTemplateExpression(argument)) && /^[`'"]?\s*insert\s+into\b/i.test(argument.getText()));
}
