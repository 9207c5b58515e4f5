import { ts } from '../../../parse/typescript/compiler.ts';
import type { CodeContext } from '../context.ts';
import { evaluate } from '../value/evaluate.ts';
import { type Site, packagesOf, textOf } from './site.ts';

const ROUTES = new Set(['Get', 'Post', 'Put', 'Patch', 'Delete', 'Head', 'Options', 'All']);
/** Decorators that make a method a consumer or a job, and the framework they belong to. */
const MARKED: Readonly<Record<string, { readonly kind: Site['kind']; readonly framework: string }>> = {
	MessagePattern: { kind: 'consumer', framework: 'nestjs' },
	EventPattern: { kind: 'consumer', framework: 'nestjs' },
	RabbitSubscribe: { kind: 'consumer', framework: 'amqplib' },
	RabbitRPC: { kind: 'consumer', framework: 'amqplib' },
	SqsMessageHandler: { kind: 'consumer', framework: 'sqs-consumer' },
	Process: { kind: 'consumer', framework: 'bull' },
	Cron: { kind: 'job', framework: 'nestjs-schedule' },
	Interval: { kind: 'job', framework: 'nestjs-schedule' },
	Query: { kind: 'http', framework: 'graphql' },
	Mutation: { kind: 'http', framework: 'graphql' },
};

/** Methods of NestJS controllers, resolvers, processors and schedules. */
export function decoratedSite(node: ts.MethodDeclaration, context: CodeContext): Site | undefined {
	const owner = node.parent;
	if (!ts.isClassDeclaration(owner)) return undefined;
	if (node.name.getText(context.module.sourceFile) === 'process') {
		const processor = decorator(owner, (name) => name === 'Processor');
		if (processor !== undefined) return site(node, { kind: 'consumer', framework: 'bullmq' }, processor.text(context), context);
	}
	const found = decorator(node, (name) => ROUTES.has(name) || name in MARKED);
	if (found === undefined || !fromFramework(found.expression, context)) return undefined;
	const marked = MARKED[found.name];
	if (marked !== undefined) return site(node, marked, found.text(context), context);
	const prefix = decorator(owner, (name) => name === 'Controller')?.text(context);
	if (prefix === undefined) return undefined;
	const path = `/${[prefix, found.text(context)].map((part) => part.replaceAll(/^\/+|\/+$/g, '')).filter((part) => part !== '').join('/')}`;
	return site(node, { kind: 'http', framework: 'nestjs' }, `${found.name.toUpperCase()} ${path}`, context);
}

function site(node: ts.MethodDeclaration, marked: { readonly kind: Site['kind']; readonly framework: string }, route: string, context: CodeContext): Site {
	return { ...marked, route, node: node.name, until: node.name, work: node.body === undefined ? undefined : { kind: 'function', node, frame: context.frame } };
}

interface Decorator {
	readonly name: string;
	readonly expression: ts.Expression;
	/** Its first argument, when it is text. */
	readonly text: (context: CodeContext) => string;
}

function decorator(node: ts.ClassDeclaration | ts.MethodDeclaration, wanted: (name: string) => boolean): Decorator | undefined {
	for (const { expression } of ts.getDecorators(node) ?? []) {
		const callee = ts.isCallExpression(expression) ? expression.expression : expression;
		const name = ts.isIdentifier(callee) ? callee.text : '';
		const argument = ts.isCallExpression(expression) ? expression.arguments[0] : undefined;
		if (wanted(name)) return { name, expression: callee, text: (context) => textOf(argument, context.frame) };
	}
	return undefined;
}

/** `@Query` of an ORM is not a handler: the decorator must come from outside, from a package that names a framework. */
function fromFramework(expression: ts.Expression, context: CodeContext): boolean {
	return packagesOf(evaluate(expression, context.frame)).some((name) => /^@nestjs\/|nest|type-graphql|sqs|rabbitmq|routing-controllers/.test(name));
}
