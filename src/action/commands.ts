import { dirname, join } from 'node:path';
import { statusOf } from '../github/client.ts';
import { pullRequestChange } from '../github/event.ts';
import { identity } from '../github/identity.ts';
import type { Identity } from '../github/markers.ts';
import { reply, type Reply } from '../github/people/answer.ts';
import { commentEvent, type CommentEvent } from '../github/people/comment-event.ts';
import { append, readStoredLog } from '../github/people/log-ref.ts';
import { readAuthors, readComment, type FoundComment } from '../github/people/lookup.ts';
import { rightsIn } from '../github/people/rights.ts';
import { seenChange } from '../github/people/seen.ts';
import type { PullRef } from '../github/read.ts';
import { isAmong } from '../people/actor.ts';
import { isRecorded } from '../people/chain.ts';
import { mentionsCommand, readCommands, type Command } from '../people/command.ts';
import { decide, type Circumstances, type Decision } from '../people/decide.ts';
import { sha256, type Draft, type Entry } from '../people/entry.ts';
import type { RuleWords } from '../people/explain.ts';
import { replyText, type Outcome } from '../people/reply.ts';
import { builtinRules } from '../policy/builtin-docs.ts';
import { judge } from './judge.ts';
import { wantedFailOn, withPeopleHeard } from './people.ts';
import type { Judged, Step } from './step.ts';

/** Publishes what was judged, and gives the exit code. */
type Finish = (judged: Judged) => Promise<number>;

/** A run for a comment: what its commands ask for is decided, written down, published and answered. Gives the exit code. */
export async function answerComment(step: Step, finish: Finish): Promise<number> {
	const event = commentEvent(step.runner.payload);
	if ('nothing' in event) return ended(step, event.nothing);
	const { owner, repo } = step.runner;
	const pull: PullRef = { owner, repo, number: event.pull };
	const { data } = await step.client.rest.pulls.get({ owner, repo, pull_number: event.pull });
	if (data.state !== 'open') return ended(step, 'the pull request is not open');
	const run: CommentRun = { step, event, pull, change: pullRequestChange(data, 'issue_comment'), finish };
	return event.action === 'created' ? obey(run) : revoke(run);
}

function ended({ log }: Step, why: string): number {
	log.line(why);
	return 0;
}

interface CommentRun {
	readonly step: Step;
	readonly event: CommentEvent;
	readonly pull: PullRef;
	readonly change: Judged['change'];
	readonly finish: Finish;
}

const UNDECIDED = 2;

async function obey(run: CommentRun): Promise<number> {
	const { step, event, pull, change } = run;
	const comment = await readComment(step.client, pull, event.comment.id);
	if (comment === undefined) return ended(step, 'the comment was deleted meanwhile');
	const commands = readCommands(comment.body, new Date(comment.createdAt));
	if (commands.length === 0 && sameText(comment.body, event.comment.body)) return ended(step, 'the comment has no command for Groundwire, only text that looks like one');
	const us = await identity(step.client);
	if (!sameText(comment.body, event.comment.body) || event.sender.id !== comment.writer.id) return refuseEdited(run, us);
	const judged = await judge(step, change);
	if (!('report' in judged)) {
		await answer(run, us, commands.map(({ line }) => ({ line, kind: 'refused', text: 'the change could not be checked; the log of the job says why' })));
		return judged.exitCode;
	}
	const at = await circumstances(run, comment, us, judged);
	const outcomes: Outcome[] = [];
	for (const command of commands) outcomes.push(await carriedOut(command, at, run));
	const published = outcomes.some(({ kind }) => kind === 'recorded' || kind === 'done') ? await publishAnew(run, judged) : 0;
	await answer(run, us, outcomes);
	return published;
}

/** The verdict belongs to the pull request's check; the job of a comment fails only when something does not stand where it should. */
async function publishAnew({ step, finish }: CommentRun, judged: Judged): Promise<number> {
	return finish({ ...(await withPeopleHeard(step, judged)), exitCode: 0 });
}

interface Known extends Circumstances {
	readonly log: readonly Entry[];
}

async function circumstances({ step, event, pull, change }: CommentRun, comment: FoundComment, us: Identity, { report }: Judged): Promise<Known> {
	const { client, inputs: { instance } } = step;
	const log = (await readStoredLog(client, pull)).entries;
	const authors = await readAuthors(client, pull);
	return {
		report, log, pull: event.pull, head: change.head, comment, writer: comment.writer,
		seen: await seenChange(client, { pull, us, instance, comment, log }),
		now: new Date(),
		permission: await rightsIn(client, pull).permissionOf(comment.writer.login),
		isAuthor: isAmong(comment.writer, authors.people),
		authorsUnknown: authors.unknown,
		failOn: wantedFailOn(step),
		words: wordsOf(step),
	};
}

function wordsOf({ cli }: Step): (rule: string) => RuleWords | undefined {
	return (rule) => builtinRules(join(dirname(cli), '..')).find(({ id }) => id === rule);
}

async function carriedOut(command: Command, at: Known, { step, pull }: CommentRun): Promise<Outcome> {
	const { line } = command;
	const recorded = at.log.find(({ pull: number, action, comment }) => number === at.pull && action !== 'revoke' && comment.id === at.comment.id && comment.line === line);
	// An earlier attempt at this job got so far.
	if (recorded !== undefined) return { line, kind: 'recorded', text: 'this is in the log' };
	const decision = decide(command, at);
	const outcome = decision.kind === 'record' ? await written(line, decision, step, pull) : outcomeOf(command, decision);
	step.log.line(`line ${line}: ${inWords(command, outcome)}`);
	return outcome;
}

function inWords({ order: { kind } }: Command, outcome: Outcome): string {
	if (outcome.kind === 'refused') return `${kind === 'wrong' ? 'not understood' : `${kind}, refused`}: ${outcome.text}`;
	return `${kind}, ${outcome.kind === 'recorded' ? 'granted' : 'done'}`;
}

async function written(line: number, { draft, text }: Extract<Decision, { kind: 'record' }>, { client }: Step, pull: PullRef): Promise<Outcome> {
	const done = await append(client, pull, draft);
	return typeof done === 'string' ? { line, kind: 'recorded', text } : { line, kind: 'refused', text: done.refused };
}

function outcomeOf({ line, order }: Command, decision: Exclude<Decision, { kind: 'record' }>): Outcome {
	if (decision.kind === 'refused') return { line, kind: 'refused', text: decision.text };
	return order.kind === 'explain' ? { line, kind: 'explained', answer: decision.answer ?? '' } : { line, kind: 'done' };
}

async function answer({ step, event, pull }: CommentRun, us: Identity, outcomes: readonly Outcome[]): Promise<void> {
	const kinds = new Set(outcomes.map(({ kind }) => kind));
	const reaction: Reply['reaction'] = kinds.has('refused') ? 'confused' : kinds.has('recorded') || kinds.has('explained') ? '+1' : 'eyes';
	const body = replyText(outcomes);
	try {
		await reply(step.client, pull, us, { comment: event.comment.id, reaction, instance: step.inputs.instance, ...(body !== undefined && { body }) });
	} catch (error) {
		if (statusOf(error) !== 403) throw error;
		step.log.line('no answer could be written: the job needs `pull-requests: write`');
	}
}

function sameText(a: string, b: string): boolean {
	return a.replaceAll('\r\n', '\n') === b.replaceAll('\r\n', '\n');
}

async function refuseEdited(run: CommentRun, us: Identity): Promise<number> {
	const line = readCommands(run.event.comment.body, new Date())[0]?.line ?? 1;
	await answer(run, us, [{ line, kind: 'refused', text: 'a comment that was edited gives no command; write a new one' }]);
	return ended(run.step, 'the comment was edited: it gives no command');
}

/** What an edited or deleted comment granted is over for good, even if its text comes back. An edited comment gives no command. */
async function revoke(run: CommentRun): Promise<number> {
	const { step, event, pull, change } = run;
	const log = (await readStoredLog(step.client, pull)).entries.filter((entry) => entry.pull === event.pull && entry.comment.id === event.comment.id);
	const lines = log.filter(({ action }) => action !== 'revoke').map((entry): Draft => revocation(entry, event));
	if (lines.length === 0) {
		if (event.action === 'deleted' || !mentionsCommand(event.comment.body)) return ended(step, 'the comment had granted nothing');
		return refuseEdited(run, await identity(step.client));
	}
	for (const draft of lines.filter((line) => !isRecorded(log, line))) {
		const done = await append(step.client, pull, draft);
		// Its text has changed, so it grants nothing any more even where this could not be written down.
		if (typeof done !== 'string') step.log.line(`the log does not say that the comment was ${event.action}: ${done.refused}`);
	}
	const judged = await judge(step, change);
	return 'report' in judged ? publishAnew(run, judged) : Math.max(UNDECIDED, judged.exitCode);
}

function revocation({ comment, base, head, pull }: Entry, { sender, comment: { body } }: CommentEvent): Draft {
	return { at: new Date().toISOString(), pull, base, head, actor: sender, permission: 'none', action: 'revoke', comment: { ...comment, bodySha256: sha256(body) } };
}
