import { ts } from '../../../parse/typescript/compiler.ts';
import type { BareThrow, ErrorMapping } from '../../facts/logging.ts';
import type { CodeContext } from '../context.ts';
import { servesRequests } from '../errors/serving.ts';
import { catchSite } from '../errors/sites.ts';
import { tryingText } from '../errors/trying.ts';
import { entryOf } from '../handling/entry.ts';
import { subjectOf } from '../subject.ts';
import { answerOf } from './answers.ts';
import { canHoldCause } from './cause.ts';
import { narrowingOf } from './narrowing.ts';
import { className, thrownBy } from './thrown.ts';

/** Answers that stand for a failure of ours. */
const OURS = /^(?:5\d\d|INTERNAL\w*|InternalServerError\w*|UNKNOWN_ERROR)$/;
const MAX_TEXT = 80;

/** The `errorMappings` of a file: what its handlers make of failures for those who call. */
export function errorMappings(context: CodeContext): ErrorMapping[] {
	if (!/\bcatch\b/.test(context.module.sourceFile.text)) return [];
	const nodes: readonly ts.Node[] = [...context.nodesOf(ts.isCatchClause), ...context.nodesOf(ts.isCallExpression)];
	return nodes.flatMap((node) => {
		const site = ts.isCatchClause(node) || isCatchCall(node) ? catchSite(node, context) : undefined;
		if (site === undefined || site.kind === 'callback') return [];
		const answer = answerOf(site);
		const narrowing = narrowingOf(site.body, site.error?.text);
		const entry = entryOf(site.node, context);
		const isOurs = OURS.test(answer.answer) && !narrowing.delegated;
		return [
			{
				at: context.places.at(site.node),
				subject: subjectOf(site.node),
				...(entry === undefined ? {} : { entry }),
				becomes: answer.becomes,
				answer: answer.answer,
				keepsError: answer.keepsError,
				narrowed: narrowing.asked,
				delegated: narrowing.delegated || site.destructured,
				thrown: isOurs && narrowing.asked.length === 0 ? thrownBy(site.tried, context.frame) : [],
				trying: tryingText(site.tried, context.module.sourceFile),
				dropsCause: answer.dropsCause,
				serves: servesRequests(site.node) || entry !== undefined,
				...(answer.dropsCause && answer.thrown !== undefined && canHoldCause(answer.thrown, site.error) ? { fix: { name: 'add-cause' } } : {}),
			} satisfies ErrorMapping,
		];
	});
}

function isCatchCall(node: ts.Node): boolean {
	return ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression) && node.expression.name.text === 'catch';
}

/** The `bareThrows` of a file: failures of no kind of their own. */
export function bareThrows(context: CodeContext): BareThrow[] {
	const throws = context.nodesOf(ts.isThrowStatement);
	if (throws.length === 0) return [];
	const typed = new Set<string>();
	for (const { expression } of throws) {
		const name = className(expression);
		if (name !== undefined && /(?:Error|Exception)$/.test(name) && !/^(?:Error|TypeError|RangeError|SyntaxError)$/.test(name)) typed.add(name);
	}
	return throws.flatMap((node) => {
		const what = bareKind(node.expression);
		if (what === undefined) return [];
		const entry = entryOf(node, context);
		return [{ at: context.places.at(node), subject: subjectOf(node), ...(entry === undefined ? {} : { entry }), what, message: messageOf(node.expression), typed: [...typed].sort() }];
	});
}

function bareKind(thrown: ts.Expression): BareThrow['what'] | undefined {
	if (ts.isStringLiteralLike(thrown) || ts.isTemplateExpression(thrown)) return 'text';
	if (ts.isObjectLiteralExpression(thrown)) return 'object';
	return className(thrown) === 'Error' ? 'error' : undefined;
}

function messageOf(thrown: ts.Expression): string {
	const [text] = ts.isNewExpression(thrown) ? (thrown.arguments ?? []) : [thrown];
	if (text === undefined) return '';
	const plain = ts.isStringLiteralLike(text) ? text.text : ts.isTemplateExpression(text) ? [text.head.text, ...text.templateSpans.map(({ literal }) => literal.text)].join('{}') : '';
	return plain.slice(0, MAX_TEXT);
}
