import type { Json } from '../../../parse/yaml/compose.ts';
import { contextName, flowsOf, mentionsOf, partsOf } from './contexts.ts';
import { type Expression, parseExpression } from './expression.ts';

/** What is known of one expression. As JSON it stands in `$expressions` and `$conditions`. */
interface ExpressionFacts {
	readonly text: string;
	/** Contexts whose text may become part of the result. */
	readonly flows: readonly string[];
	/** All contexts that it names. */
	readonly mentions: readonly string[];
	/** Names of the functions it calls. */
	readonly functions: readonly string[];
	/** The whole of the secrets, or one that only the run chooses. */
	readonly allSecrets: boolean;
	/** A secret that is taken apart: `fromJSON(secrets.x)`. */
	readonly splitSecrets: readonly string[];
	/** `contains('a b', github.ref)`: a search inside a text, where a list was meant. */
	readonly contains: readonly Json[];
	/** `github.actor == 'x[bot]'`. */
	readonly bots: readonly Json[];
	/** `a && '' || b`, which is always `b`: the text of the false part. */
	readonly falsyBranches: readonly string[];
}

/** Ids of well-known bots (api.github.com/users/dependabot[bot] and renovate[bot], github-actions[bot]). */
const BOT_IDS: Readonly<Record<string, string>> = { '49699333': 'dependabot[bot]', '29139614': 'renovate[bot]', '41898282': 'github-actions[bot]' };

/** The facts of an expression without its braces; undefined where it cannot be read. */
export function expressionFacts(text: string): ExpressionFacts | undefined {
	const expression = parseExpression(text);
	if (expression === undefined) return undefined;
	const parts = partsOf(expression);
	return {
		text,
		flows: [...new Set(flowsOf(expression))],
		mentions: mentionsOf(expression),
		functions: [...new Set(parts.flatMap((part) => (part.kind === 'call' ? [part.name] : [])))],
		allSecrets: parts.some(takesAllSecrets),
		splitSecrets: parts.flatMap(splitSecret),
		contains: parts.flatMap(textSearch),
		bots: botChecks(expression, true),
		falsyBranches: parts.flatMap(falsyBranch),
	};
}

function takesAllSecrets(part: Expression): boolean {
	if (part.kind === 'call') return part.name === 'tojson' && part.args.some((argument) => contextName(argument) === 'secrets');
	return part.kind === 'access' && contextName(part.object) === 'secrets' && (part.key === '*' || part.key.kind !== 'literal');
}

function splitSecret(part: Expression): string[] {
	if (part.kind !== 'call' || part.name !== 'fromjson') return [];
	return part.args.flatMap((argument) => contextName(argument) ?? []).filter((name) => name.startsWith('secrets.'));
}

function textSearch(part: Expression): Json[] {
	if (part.kind !== 'call' || part.name !== 'contains') return [];
	const [text, item] = part.args;
	if (text?.kind !== 'literal' || typeof text.value !== 'string' || item === undefined) return [];
	const context = contextName(item);
	return context === undefined ? [] : [{ text: text.value, context }];
}

/** `sole`: whether nothing else has to hold for the check to let through. */
function botChecks(expression: Expression, sole: boolean): Json[] {
	if (expression.kind === 'not') return botChecks(expression.operand, false);
	if (expression.kind === 'call') return expression.args.flatMap((argument) => botChecks(argument, false));
	if (expression.kind !== 'binary') return [];
	const { operator, left, right } = expression;
	if (operator === '&&') return [...botChecks(left, false), ...botChecks(right, false)];
	if (operator === '||') return [...botChecks(left, sole), ...botChecks(right, sole)];
	return operator === '==' ? [...botCheck(left, right, sole), ...botCheck(right, left, sole)] : [];
}

function botCheck(subject: Expression, value: Expression, sole: boolean): Json[] {
	const context = contextName(subject);
	if (context === undefined || value.kind !== 'literal') return [];
	const said = String(value.value);
	const bot = said.toLowerCase().endsWith('[bot]') ? said : BOT_IDS[said];
	return bot === undefined ? [] : [{ context, bot, sole }];
}

function falsyBranch(part: Expression): string[] {
	if (part.kind !== 'binary' || part.operator !== '||' || part.left.kind !== 'binary' || part.left.operator !== '&&') return [];
	const { right } = part.left;
	if (right.kind !== 'literal' || (right.value !== '' && right.value !== 0 && right.value !== false && right.value !== null)) return [];
	return [right.value === '' ? "''" : String(right.value)];
}
