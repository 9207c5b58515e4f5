import type { CommitSha } from '../change/change.ts';
import type { Client } from '../github/client.ts';
import type { EventChange } from '../github/event.ts';
import type { Report } from '../report/report.ts';
import type { Inputs } from './inputs.ts';
import type { Log } from './log.ts';
import type { Runner } from './runner.ts';

/** What every part of a run has at hand. */
export interface Step {
	readonly client: Client;
	readonly inputs: Inputs;
	readonly runner: Runner;
	readonly log: Log;
	/** The built CLI. */
	readonly cli: string;
	/** A folder of this run alone; the report stands in it. */
	readonly folder: string;
}

/** A change that was judged. Who publishes it may know more than who judged it: the report and the exit code belong together. */
export interface Judged {
	readonly change: EventChange;
	readonly base: CommitSha;
	readonly report: Report;
	/** 0 pass, 1 blocked, 2 could not decide. */
	readonly exitCode: number;
}
