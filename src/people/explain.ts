import type { Finding } from '../finding/finding.ts';
import { code, prose } from '../report/markdown-escape.ts';
import { headline, place } from '../report/review.ts';

/** What a rule's own page says, short. */
export interface RuleWords {
	readonly id: string;
	readonly title: string;
	readonly description: string;
	readonly remedy: string;
}

const SHOWN = 3;

/** A few words about findings, or about a rule that has none here. Markdown; everything of the change in it is escaped. */
export function explained(findings: readonly Finding[], rule?: RuleWords): string {
	if (rule !== undefined) return [`**${prose(rule.title)}** · ${code(rule.id)}`, prose(rule.description), prose(rule.remedy), 'This change has no finding of it.'].filter((part) => part !== '').join('\n\n');
	const shown = findings.slice(0, SHOWN).map((finding) => [headline(finding), place(finding.location), prose(finding.message), prose(finding.why), prose(finding.remedy)].filter((part) => part !== '').join('\n\n'));
	const [first] = findings;
	const more = findings.length - SHOWN;
	const page = first === undefined ? '' : `More: ${code(`groundwire explain ${first.rule}`)}`;
	return [...shown, more > 0 ? `and ${more} more of the same` : '', page].filter((part) => part !== '').join('\n\n');
}
