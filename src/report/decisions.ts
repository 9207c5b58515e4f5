import type { Finding } from '../finding/finding.ts';
import type { Requirement } from '../verdict/people.ts';
import type { GuardrailChange } from '../verdict/tampering.ts';
import { listed, titled } from './listed.ts';
import { code, prose } from './markdown-escape.ts';
import type { Report } from './report.ts';
import { place } from './review.ts';

/** Who has agreed and who is still missing; what is not met comes first. */
export function agreement({ people }: Report, most: number): string {
	const required = [...(people?.required ?? [])].sort((a, b) => Number(missing(b) > 0) - Number(missing(a) > 0));
	return titled('Approvals', required, approval, most);
}

function missing({ approvals, approvedBy = [] }: Requirement): number {
	return Math.max(0, approvals - approvedBy.length);
}

function approval(requirement: Requirement): string {
	const { approvals, approvedBy = [], team, why } = requirement;
	const asked = prose(why, 500).replace(/\.$/u, '');
	// What asks for it mostly names the team itself.
	const of = team === undefined || why.includes(team) ? '' : ` of team ${code(team, 100)}`;
	const by = approvedBy.length === 0 ? '' : ` (${listed(approvedBy, (login) => code(login, 100))})`;
	return `${asked}: ${Math.min(approvedBy.length, approvals)} of ${approvals}${of}${by}`;
}

/** Waived, suppressed and existing findings: why they do not count. */
export function setAside(report: Report, most: number): string {
	const state = (name: string): readonly Finding[] => report.findings.filter((finding) => finding.state === name);
	const existing = state('existing').length;
	const lines = [
		titled('Waived', state('waived'), waived, most),
		titled('Suppressed', state('suppressed'), (finding) => `${named(finding)}${reason(finding)}`, most),
		existing > 0 ? `**Already there before this change:** ${existing}.` : '',
	];
	return lines.filter((line) => line !== '').join('\n\n');
}

function waived(finding: Finding): string {
	const { waiver } = finding;
	const granted = waiver === undefined ? '' : ` until ${prose(waiver.until, 20)}, granted by ${code(waiver.by, 100)}`;
	return `${named(finding)}${granted}${reason(finding)}`;
}

function named(finding: Finding): string {
	return `${code(finding.rule)} at ${place(finding.location)}`;
}

function reason(finding: Finding): string {
	return finding.reason === undefined ? '' : `: ${code(finding.reason, 200)}`;
}

/** Guardrails that the change touches: what they will do once it is merged. */
export function guardrails({ guardrails: changes = [] }: Report, most: number): string {
	const sorted = [...changes].sort((a, b) => Number(b.weaker) - Number(a.weaker));
	return titled('Guardrails this change touches, judged here by the version before it', sorted, guardrail, most);
}

function guardrail({ path, kind, effects }: GuardrailChange): string {
	const [shown, more] = [effects.slice(0, EFFECTS), effects.length - EFFECTS];
	const what = shown.length === 0 ? `${KINDS[kind]} changed` : `${shown.map((effect) => prose(effect, 300)).join('; ')}${more > 0 ? ` and ${more} more` : ''}`;
	return `${code(path, 160)}: ${what}`;
}

const EFFECTS = 5;

const KINDS = {
	config: 'config',
	policy: 'policy',
	baseline: 'baseline',
	workflow: 'workflow',
	'code-owners': 'code owners',
	'agent-instructions': 'instructions for agents',
} as const;

/** Suppressions that silence nothing: each is a hole for the next finding. */
export function unusedSuppressions({ unusedSuppressions: unused = [] }: Report, most: number): string {
	if (unused.length === 0) return '';
	return `**Suppressions that silence nothing:** ${listed(unused, ({ path, line, rule }) => `${code(`${path}:${line}`, 200)} (${code(rule)})`, most)}.`;
}

/** Commands and reviews that had no effect, and why. */
export function refused({ people }: Report, most: number): string {
	return titled('Without effect', people?.refused ?? [], (sentence) => prose(sentence, 500).replace(/\.$/u, ''), most);
}
