import { REFUSED_BUILTINS } from '../refused-builtins.ts';
import type { RegoPlace, RegoProblem } from '../rego-tool.ts';

/** The line of a file, or undefined when it is not known. */
export type LineOf = (file: string, row: number) => string | undefined;

/** The lines of sources that are at hand. */
export function linesOf(sources: Readonly<Record<string, string>>): LineOf {
	return (file, row) => (Object.hasOwn(sources, file) ? sources[file]?.split('\n')[row - 1]?.replace(/\r$/, '') : undefined);
}

/** A problem as `opa` words it, with its column and the line it stands on. */
export function problemText(problem: RegoProblem, lineOf: LineOf): string {
	const [message = '', ...details] = problem.message.split('\n');
	const line = sourceLine(problem, lineOf);
	// A parser's details are the line and the caret, which stand there anyway.
	const more = line.length > 0 && problem.code === 'rego_parse_error' && details.at(-1)?.trim() === '^' ? [] : details;
	const place = problem.file === '' ? '' : `${placeText(problem)}: `;
	return [`${place}${problem.code === 'rego_error' ? '' : `${problem.code}: `}${message}`, ...line, ...[...more, ...refusal(message)].map((detail) => `\t${detail}`)].join('\n');
}

function refusal(message: string): string[] {
	const [, name = ''] = /^undefined function (\S+)$/.exec(message) ?? [];
	return REFUSED_BUILTINS.includes(name) ? ['Groundwire refuses this builtin: its answer depends on more than the change, or it reaches out of the evaluation.'] : [];
}

/** Errors that are shown; of the rest the number is told. As many as the compiler of `opa` names, whose parser names all. */
const MOST_SHOWN = 10;
/** What the parser of Rego v1 says of files that are older. */
const OLDER = /^`(?:if|contains)` keyword is required/;

/** The first of them, headed as `opa` does, with a hint where the files are read as another version of Rego than theirs. */
export function problemsText(problems: readonly RegoProblem[], lineOf: LineOf, rego: 'v0' | 'v1' = 'v1'): string {
	const count = problems.length === 1 ? '1 error occurred:' : `${problems.length} errors occurred:`;
	const more = problems.length - MOST_SHOWN;
	return [
		count,
		...problems.slice(0, MOST_SHOWN).map((problem) => problemText(problem, lineOf)),
		...(more > 0 ? [`… and ${more} more`] : []),
		...(rego === 'v1' && problems.some(({ message }) => OLDER.test(message)) ? ['Rego from before OPA 1.0? Say --v0-compatible; in the config: `rego: v0`.'] : []),
		'',
	].join('\n');
}

export function placeText({ file, row, col }: RegoPlace): string {
	return `${file}:${row}:${col}`;
}

/** The line with a caret below its column, which counts bytes. Tabs stay, so that the caret stands under its letter. */
export function sourceLine(place: RegoPlace, lineOf: LineOf): string[] {
	const line = lineOf(place.file, place.row);
	if (line === undefined || line.trim() === '') return [];
	const before = Buffer.from(line, 'utf8').subarray(0, place.col - 1).toString('utf8');
	return [`\t${line}`, `\t${before.replaceAll(/[^\t]/gu, ' ')}^`];
}
