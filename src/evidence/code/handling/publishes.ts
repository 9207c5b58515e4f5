import { ts } from '../../../parse/typescript/compiler.ts';
import type { CodeContext } from '../context.ts';
import { evaluate } from '../value/evaluate.ts';
import { calleeName, option, packagesOf, receiver, textOf } from './site.ts';
import { lastName } from '../last-name.ts';

/** A message handed to a broker. */
export interface Publish {
	readonly node: ts.CallExpression | ts.NewExpression;
	readonly until: ts.Node;
	/** As instrumentations name it. */
	readonly library: string;
	/** Topic, queue or exchange; the call's name when it cannot be read. */
	readonly name: string;
	/** The arguments that hold the message. */
	readonly message: readonly ts.Expression[];
}

const COMMANDS: Readonly<Record<string, string>> = {
	SendMessageCommand: 'sqs',
	SendMessageBatchCommand: 'sqs',
	PublishCommand: 'sns',
	PublishBatchCommand: 'sns',
	PutEventsCommand: 'eventbridge',
	PutRecordCommand: 'kinesis',
	PutRecordsCommand: 'kinesis',
};
const METHODS: Readonly<Record<string, { readonly from: RegExp; readonly named: RegExp; readonly library: string }>> = {
	sendToQueue: { from: /^amqplib|^amqp-connection-manager$/, named: /channel|^ch$|rabbit|amqp/i, library: 'amqplib' },
	publish: { from: /^amqplib|^amqp-connection-manager$/, named: /channel$|^ch$/i, library: 'amqplib' },
	send: { from: /^kafkajs$|^pg-boss$|^@confluentinc\/kafka/, named: /producer$|boss$/i, library: 'kafkajs' },
	sendBatch: { from: /^kafkajs$/, named: /producer$/i, library: 'kafkajs' },
	publishMessage: { from: /^@google-cloud\/pubsub$/, named: /topic$|pubsub/i, library: '@google-cloud/pubsub' },
	add: { from: /^bullmq$|^bull$|^@taskforcesh\/bullmq-pro$|^@nestjs\/bull/, named: /(?:[a-z]Queue|^queue)$/, library: 'bullmq' },
	addBulk: { from: /^bullmq$|^bull$/, named: /(?:[a-z]Queue|^queue)$/, library: 'bullmq' },
};

/** Messages that a file hands to a broker. */
export function publishes(context: CodeContext): Publish[] {
	return context.nodes.flatMap((node) => {
		if (ts.isNewExpression(node)) return command(node, context) ?? [];
		return ts.isCallExpression(node) ? (method(node, context) ?? []) : [];
	});
}

function command(node: ts.NewExpression, context: CodeContext): Publish | undefined {
	const name = calleeName(node) ?? '';
	const library = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
	if (library === undefined || !packagesOf(evaluate(node.expression, context.frame)).some((from) => from.startsWith('@aws-sdk/'))) return undefined;
	return { node, until: node.expression, library, name: name.replace('Command', ''), message: node.arguments ?? [] };
}

function method(node: ts.CallExpression, context: CodeContext): Publish | undefined {
	const name = calleeName(node) ?? '';
	const rule = Object.hasOwn(METHODS, name) ? METHODS[name] : undefined;
	const on = receiver(node);
	if (rule === undefined || on === undefined || node.arguments.length === 0) return undefined;
	const called = lastName(on);
	const packages = packagesOf(evaluate(on, context.frame));
	const from = packages.find((candidate) => rule.from.test(candidate));
	// An untyped `queue` counts only where the package has such a library at all.
	const likely = packages.length === 0 && rule.named.test(called) && context.profile.frameworks.some((framework) => rule.from.test(framework));
	if (from === undefined && !likely) return undefined;
	return { node, until: node.expression, library: from ?? rule.library, name: destination(node.arguments[0], context) || `${called}.${name}`, message: [...node.arguments] };
}

/** Topic, queue or exchange. */
function destination(node: ts.Expression | undefined, context: CodeContext): string {
	const topic = option(node, 'topic', context.frame);
	return topic?.kind === 'literal' && typeof topic.value === 'string' ? topic.value : textOf(node, context.frame);
}
