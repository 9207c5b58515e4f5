import { mayAct, type PeopleRules, type Permission } from '../config/people.ts';
import type { Report } from '../report/report.ts';
import type { FailOn } from '../verdict/exit-code.ts';
import { isNew } from '../verdict/requirements.ts';
import { isPerson, type Writer } from './actor.ts';
import type { Command, Order } from './command.ts';
import { sha256, type Draft } from './entry.ts';
import { explained, type RuleWords } from './explain.ts';
import { standsInTheWay } from './standing.ts';
import { named } from './target.ts';

/** A change as a person saw it: the commit it starts from, and the one it ends with. */
export interface Seen {
	readonly base: string;
	readonly head: string;
}

/** Everything that a decision rests on, found out now. */
export interface Circumstances {
	/** The report of the check: nobody has been heard. */
	readonly report: Report;
	readonly pull: number;
	readonly head: string;
	/** What the summary spoke of when the comment was written; undefined where nobody can tell. */
	readonly seen?: Seen | undefined;
	readonly now: Date;
	readonly comment: { readonly id: number; readonly body: string };
	readonly writer: Writer;
	readonly permission: Permission;
	/** The writer opened the pull request, or wrote one of its commits. */
	readonly isAuthor: boolean;
	/** Why it cannot be told who wrote the change, where that is so. */
	readonly authorsUnknown?: string | undefined;
	readonly failOn?: FailOn | undefined;
	readonly words: (rule: string) => RuleWords | undefined;
}

/** What becomes of one command. `text` is for the person, with code in backticks; `answer` is Markdown of ours. */
export type Decision =
	| { readonly kind: 'record'; readonly draft: Draft; readonly text: string }
	| { readonly kind: 'done'; readonly answer?: string }
	| { readonly kind: 'refused'; readonly text: string };

/** Decides about one command. Pure: the same circumstances give the same decision. */
export function decide({ line, order }: Command, at: Circumstances): Decision {
	if (order.kind === 'wrong') return refused(`expected ${order.expected}`);
	const { people } = at.report;
	if (people === undefined) return refused('the check did not say who may decide here; it has to be run anew');
	const reason = rightError(order.kind, people.rules, at);
	if (reason !== undefined) return refused(reason);
	if (order.kind === 'recheck') return { kind: 'done' };
	if (order.kind === 'explain') return explain(order.target, at);
	return headError(at) ?? (order.kind === 'approve' ? approve(line, at) : waive(order, line, at));
}

function refused(text: string): Decision {
	return { kind: 'refused', text };
}

/** Who may do what. An explanation changes nothing, so the author may have it too. */
function rightError(kind: Order['kind'], rules: PeopleRules, { writer, permission, isAuthor, authorsUnknown }: Circumstances): string | undefined {
	if (!isPerson(writer)) return 'only people decide: a bot, or an app in the name of somebody, does not';
	if (kind === 'explain' && isAuthor) return undefined;
	const needed = rules[kind === 'explain' ? 'recheck' : kind];
	if (!mayAct(permission, needed)) return `\`${kind}\` needs the permission \`${needed}\` in this repository; \`${writer.login}\` has \`${permission}\``;
	if (kind === 'recheck' || kind === 'explain') return undefined;
	if (authorsUnknown !== undefined) return authorsUnknown;
	return kind === 'approve' && isAuthor ? 'nobody who wrote a part of a change approves it' : undefined;
}

function headError({ head, seen, report: { change } }: Circumstances): Decision | undefined {
	if (seen?.head === head && seen.base === change.base) return undefined;
	const moved = seen?.head === head ? 'is about another base than the change has now' : `is about \`${seen?.head.slice(0, 12) ?? ''}\`, and the head is \`${head.slice(0, 12)}\` now`;
	const what = seen === undefined ? 'it cannot be told which commit you had before you' : `the summary you had before you ${moved}`;
	return refused(`${what}; look at the summary as it stands now, and write the command once more`);
}

function common(line: number, { pull, head, seen, now, writer, permission, comment }: Circumstances): Omit<Draft, 'action'> {
	const { login, id } = writer;
	return { at: now.toISOString(), pull, base: seen?.base ?? head, head, actor: { login, id }, permission, comment: { id: comment.id, line, bodySha256: sha256(comment.body) } };
}

function approve(line: number, at: Circumstances): Decision {
	return { kind: 'record', draft: { ...common(line, at), action: 'approve' }, text: `\`${at.writer.login}\` approves \`${at.head.slice(0, 12)}\`` };
}

function waive({ target, until, reason }: Extract<Order, { kind: 'waive' }>, line: number, at: Circumstances): Decision {
	const open = at.report.findings.filter(isNew);
	const found = named(target, open);
	if ('refused' in found) return refused(found.refused);
	const [first] = found.findings;
	const bound = found.findings.flatMap(({ fingerprint, digest }) => (digest === undefined ? [] : [[fingerprint, digest] as const]));
	if (first === undefined || bound.length === 0) return refused('the file of this finding is not in the change, so there is nothing that a waiver could hold on to');
	if (at.isAuthor && found.findings.some(standsInTheWay(at.report, at.failOn))) return refused('nobody who wrote a part of a change waives what blocks it');
	const what = found.by === 'rule' ? { rule: first.rule } : {};
	const covered = found.by === 'rule' ? `\`${first.rule}\` (${bound.length} ${bound.length === 1 ? 'finding' : 'findings'})` : `\`${first.fingerprint}\` (\`${first.rule}\`)`;
	return { kind: 'record', draft: { ...common(line, at), action: 'waive', digests: Object.fromEntries(bound), until, reason, ...what }, text: `${covered} is waived until ${until}` };
}

function explain(target: string, { report, words }: Circumstances): Decision {
	const found = named(target, report.findings);
	if (!('refused' in found)) return { kind: 'done', answer: explained(found.findings) };
	const rule = words(target);
	return rule === undefined ? refused(found.refused) : { kind: 'done', answer: explained([], rule) };
}
