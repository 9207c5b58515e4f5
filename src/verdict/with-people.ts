import type { CommitSha } from '../change/change.ts';
import { mayAct } from '../config/people.ts';
import type { Finding } from '../finding/finding.ts';
import { verdictOf } from './decide.ts';
import { type FailOn, failsOn } from './exit-code.ts';
import { type Approval, isMet, type PeopleFacts, type PeopleReport, type Requirement, type Waiver } from './people.ts';
import { type Bar, asksForSomething, byFinding, isNew } from './requirements.ts';
import type { Verdict, VerdictReason } from './verdict.ts';

/** The parts of a report that people have a say in. */
export interface Judged {
	readonly change: { readonly head: CommitSha | null };
	readonly verdict: Verdict;
	readonly findings: readonly Finding[];
	readonly people?: PeopleReport;
}

/**
 * The report once people have been heard, from the report of the check and what was found to hold of their words. It is monotone: a
 * waiver or an approval lifts what it names and nothing else; nobody who wrote the change has a say in what blocks it; what could not
 * be decided stays undecided. The same facts twice give the same report as once. `failOn`: what makes the run fail counts as blocking
 * for those who wrote the change.
 */
export function withPeople<R extends Judged>(report: R, facts: PeopleFacts, now: Date, failOn?: FailOn): R {
	const { people, findings: before, verdict } = report;
	// A scan has nobody to ask.
	if (people === undefined) return report;
	const bar = barOfReport(verdict, people, before);
	const asked = { people, asks: asksForSomething(bar), today: now.toISOString().slice(0, 10), isAuthor: isOneOf(facts.authors), fails: failsOn(verdict, failOn) };
	const voices = voicesOf(facts.approvals, asked.isAuthor, report.change.head);
	const heard = people.required.map((requirement): Requirement => ({ ...requirement, approvedBy: approversOf(requirement, voices, people) }));
	const needed = byFinding(heard);
	const isGranted = voices.some(({ permission }) => mayAct(permission, people.rules.waive));
	const findings = before.map((finding) => (isNew(finding) ? (waived(finding, facts.waivers, asked) ?? granted(finding, needed.get(finding.fingerprint) ?? [], isGranted)) : finding));
	const required = withoutWaived(heard, findings);
	const decided = verdictOf({ findings, bar: { blocking: bar.blocking, required }, open: openReasons(verdict, before), ...(verdict.threshold !== undefined && { threshold: verdict.threshold }) });
	return { ...report, findings, verdict: decided, people: { rules: people.rules, required, refused: [...new Set(facts.refused)] } };
}

interface Asked {
	readonly people: PeopleReport;
	/** Does anything keep the change from being merged because of the finding? */
	readonly asks: (finding: Finding) => boolean;
	/** `YYYY-MM-DD`, UTC. */
	readonly today: string;
	readonly isAuthor: (login: string) => boolean;
	/** Would the finding alone make the run fail? */
	readonly fails: (finding: Finding) => boolean;
}

/** What no approval lifts, by what the check said. A finding that lacks approvals which nobody asks for is one of them: it must not get lost. */
function barOfReport({ reasons }: Verdict, { required }: PeopleReport, findings: readonly Finding[]): Bar {
	const approvable = new Set(required.flatMap(({ fingerprints }) => fingerprints));
	const known = new Set(findings.map(({ fingerprint }) => fingerprint));
	const lasting = reasons.filter(({ kind, fingerprint = '' }) => known.has(fingerprint) && (kind !== 'approval-missing' || !approvable.has(fingerprint)));
	return { blocking: new Set(lasting.flatMap(({ fingerprint }) => fingerprint ?? [])), required };
}

/** Reasons that are about no finding of the report and no requirement: nobody lifts them. */
function openReasons({ reasons }: Verdict, findings: readonly Finding[]): readonly VerdictReason[] {
	const known = new Set(findings.map(({ fingerprint }) => fingerprint));
	return reasons.filter(({ kind, fingerprint }) => (fingerprint === undefined ? kind !== 'approval-missing' : !known.has(fingerprint)));
}

/** GitHub does not tell logins apart by case. */
function isOneOf(logins: readonly string[]): (login: string) => boolean {
	const known = new Set(logins.map((login) => login.toLowerCase()));
	return (login) => known.has(login.toLowerCase());
}

/** Approvals that count at all: of this head, by people, none of whom wrote the change. */
function voicesOf(approvals: readonly Approval[], isAuthor: (login: string) => boolean, head: CommitSha | null): readonly Approval[] {
	return approvals.filter((approval) => approval.head === head && !isAuthor(approval.by) && !isBot(approval.by));
}

function isBot(login: string): boolean {
	return login.toLowerCase().endsWith('[bot]');
}

function approversOf({ team }: Requirement, voices: readonly Approval[], { rules }: PeopleReport): readonly string[] {
	const able = voices.filter(({ permission, teams }) => mayAct(permission, rules.approve) && (team === undefined || teams.includes(team)));
	// One person counts once, however often and in whatever way they agreed.
	return [...new Map(able.map(({ by }) => [by.toLowerCase(), by])).values()].sort();
}

/** The finding as somebody waived it; undefined where no waiver in force says so. */
function waived(finding: Finding, waivers: PeopleFacts['waivers'], asked: Asked): Finding | undefined {
	const [waiver] = waivers.filter((one) => holds(one, finding, asked)).toSorted((a, b) => order(b.until, a.until) || a.comment - b.comment || order(a.by, b.by) || order(a.reason, b.reason));
	if (waiver === undefined) return undefined;
	const { by, until, comment, reason } = waiver;
	return { ...finding, state: 'waived', reason, waiver: { by, until, comment } };
}

function holds(waiver: PeopleFacts['waivers'][number], finding: Finding, { people, asks, today, isAuthor, fails }: Asked): boolean {
	if (!mayAct(waiver.permission, people.rules.waive) || isBot(waiver.by)) return false;
	if (isAuthor(waiver.by) && (asks(finding) || fails(finding))) return false;
	return names(waiver, finding) && /^\d{4}-\d{2}-\d{2}$/u.test(waiver.until) && today <= waiver.until;
}

/** Rule, subject, message and file are what they were when somebody decided. */
function names({ fingerprint, rule, digests }: Waiver, finding: Finding): boolean {
	if (fingerprint === undefined ? rule !== finding.rule : fingerprint !== finding.fingerprint) return false;
	return finding.digest !== undefined && Object.hasOwn(digests, finding.fingerprint) && digests[finding.fingerprint] === finding.digest;
}

/** A suppression of the change itself holds once somebody who may waive agrees to the head, and whatever else the finding needs is met. */
function granted(finding: Finding, needed: readonly Requirement[], isGranted: boolean): Finding {
	return finding.state === 'pending' && isGranted && needed.every(isMet) ? { ...finding, state: 'suppressed' } : finding;
}

/** Nobody has to be asked for what is waived. */
function withoutWaived(required: readonly Requirement[], findings: readonly Finding[]): readonly Requirement[] {
	const gone = new Set(findings.filter(({ state }) => state === 'waived').map(({ fingerprint }) => fingerprint));
	return required.flatMap((requirement) => {
		const fingerprints = requirement.fingerprints.filter((fingerprint) => !gone.has(fingerprint));
		return requirement.fingerprints.length > 0 && fingerprints.length === 0 ? [] : [{ ...requirement, fingerprints }];
	});
}

function order(a: string, b: string): number {
	return a < b ? -1 : Number(a > b);
}
