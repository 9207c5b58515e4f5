import { ts } from '../../../parse/typescript/compiler.ts';
import type { Exposure } from '../../facts/logging.ts';
import type { CodeContext } from '../context.ts';
import { entryOf } from '../handling/entry.ts';
import { excuseOf } from '../logging/excuse.ts';
import { subjectOf } from '../subject.ts';
import { type Part, partsOf } from './parts.ts';
import { redactedBy } from './redaction.ts';
import { type Sink, sinkAt } from './sinks.ts';

/** Longest name of a value that a fact carries. */
const MAX_NAME = 60;
/** In the messages of a parser, a token is a word of the language that it reads. */
const PARSES = /\b(?:un)?expected|syntax|lexer|parse|tokeni[sz]/i;

/** The `exposures` of a file: values that should not be written down, where they are. */
export function exposures(context: CodeContext): Exposure[] {
	const nodes: readonly (ts.CallExpression | ts.NewExpression)[] = [...context.nodesOf(ts.isCallExpression), ...context.nodesOf(ts.isNewExpression)];
	return nodes.flatMap((node) => {
		const sink = sinkAt(node, context);
		return sink === undefined || isForDevelopment(sink, context) ? [] : exposed(sink, context);
	});
}

/** Under a condition that production does not meet. */
function isForDevelopment({ kind, node }: Sink, context: CodeContext): boolean {
	return kind === 'log' && ts.isCallExpression(node) && excuseOf(node, context) === 'development';
}

function exposed(sink: Sink, context: CodeContext): Exposure[] {
	const { sourceFile } = context.module;
	const key = sink.key?.split('.').at(-1);
	const all = sink.values.flatMap((value) => partsOf(value, context.frame, key)).filter((part) => !speaksOfLanguage(part, sink));
	const seen = new Set<string>();
	return all.flatMap((part) => {
		const name = shortened(part.node.getText(part.node.getSourceFile()));
		const sign = `${name} ${part.kind} ${part.masked}`;
		if (seen.has(sign)) return [];
		seen.add(sign);
		const entry = entryOf(sink.node, context);
		return [
			{
				at: context.places.at(sink.node, lastOf(sink)),
				subject: subjectOf(sink.node),
				...(entry === undefined ? {} : { entry }),
				sink: sink.kind,
				kind: part.kind,
				name: part.node.getSourceFile() === sourceFile ? name : part.noun,
				noun: part.noun,
				how: part.how,
				redacted: part.masked ? 'yes' : sink.kind === 'log' ? redactedBy(sink.receiver, part, context) : 'no',
			} satisfies Exposure,
		];
	});
}

/** A sink ends with its last value, not with a callback behind it. */
function lastOf(sink: Sink): ts.Node {
	return sink.node.arguments?.some((argument) => ts.isFunctionLike(argument)) === true ? (sink.values[0] ?? sink.node) : sink.node;
}

function speaksOfLanguage(part: Part, { node }: Sink): boolean {
	return part.noun === 'token' && PARSES.test(node.getText().replace(part.node.getText(), ''));
}

function shortened(text: string): string {
	const line = text.replace(/\s+/g, ' ');
	return line.length > MAX_NAME ? `${line.slice(0, MAX_NAME - 1)}…` : line;
}
