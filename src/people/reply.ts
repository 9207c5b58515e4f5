import { prose } from '../report/markdown-escape.ts';

/** What became of one command, for the person who gave it. */
export type Outcome =
	| { readonly line: number; readonly kind: 'recorded' | 'refused'; readonly text: string }
	| { readonly line: number; readonly kind: 'explained'; readonly answer: string }
	| { readonly line: number; readonly kind: 'done' };

/** The answer to a comment in Markdown; undefined where the sign on the comment says all. */
export function replyText(outcomes: readonly Outcome[]): string | undefined {
	if (!outcomes.some(({ kind }) => kind === 'refused' || kind === 'explained')) return undefined;
	return outcomes.flatMap((outcome) => part(outcome, outcomes.length > 1)).join('\n\n');
}

function part(outcome: Outcome, several: boolean): readonly string[] {
	const where = several ? `Line ${outcome.line}: ` : '';
	switch (outcome.kind) {
		case 'refused':
			return [`${where}**Not done:** ${sentence(outcome.text)}`];
		case 'recorded':
			return [`${where}**Done:** ${sentence(outcome.text)}`];
		case 'explained':
			return [...(several ? [`Line ${outcome.line}:`] : []), outcome.answer];
		default:
			return [`${where}**Done.**`];
	}
}

/** With one full stop, also where the text has its own. */
function sentence(text: string): string {
	return prose(text).replace(/\.?$/u, '.');
}
