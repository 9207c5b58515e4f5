import { ConfigurationError } from '../config/configuration-error.ts';
import { InvalidReport, validateReport } from '../report/validate.ts';
import type { Report } from '../report/report.ts';
import { statusOf, type Client } from './client.ts';
import type { WorkflowRun } from './workflow-run.ts';
import { onlyFile, UnreadableZip } from './zip.ts';

interface Repository {
	readonly owner: string;
	readonly repo: string;
}

/** Larger archives, and archives of larger reports, are not read. */
const MOST_ARCHIVE_BYTES = 4 * 1024 * 1024;
const MOST_REPORT_BYTES = 64 * 1024 * 1024;
const DOWNLOAD_MS = 60_000;

/**
 * The report that the finished run uploaded. Whoever can change what that run does can make it say anything, so it is read as
 * hostile: in memory, under limits, and through the validator. A string says why there is none; one that is not as we write it
 * is a `ConfigurationError`.
 */
export async function readArtifact(client: Client, fetch: typeof globalThis.fetch, repository: Repository, run: WorkflowRun, name: string): Promise<Report | string> {
	const found = await findArtifact(client, repository, run, name);
	if (typeof found === 'string') return found;
	const archive = await download(client, fetch, repository, found, name);
	return typeof archive === 'string' ? archive : reportIn(archive, name);
}

async function findArtifact(client: Client, repository: Repository, run: WorkflowRun, name: string): Promise<number | string> {
	const listing = await listed(client, repository, run, name);
	if (typeof listing === 'string') return listing;
	const named = listing.artifacts.filter((artifact) => artifact.name === name && !artifact.expired);
	const begun = Date.parse(run.startedAt);
	const fresh = named.filter(({ created_at, workflow_run: from }) => Date.parse(created_at ?? '') >= begun && from?.id === run.id && from.head_sha === run.headSha);
	const [first, second] = fresh;
	if (first === undefined) return named.length === 0 ? `the finished run has no artifact ${name}` : `the artifact ${name} is of another run, or of an earlier attempt`;
	if (second !== undefined) throw refused(name, 'there is more than one');
	if (first.size_in_bytes > MOST_ARCHIVE_BYTES) throw refused(name, `it has ${first.size_in_bytes} bytes; at most ${MOST_ARCHIVE_BYTES} are read`);
	return first.id;
}

type Listing = Awaited<ReturnType<Client['rest']['actions']['listWorkflowRunArtifacts']>>['data'];

async function listed(client: Client, repository: Repository, run: WorkflowRun, name: string): Promise<Listing | string> {
	try {
		return (await client.rest.actions.listWorkflowRunArtifacts({ ...repository, run_id: run.id, name, per_page: 100 })).data;
	} catch (error) {
		const status = statusOf(error);
		if (status === undefined) throw error;
		return `its artifacts could not be listed (${status}${status === 403 || status === 404 ? '; give the job `actions: read`' : ''})`;
	}
}

function refused(name: string, why: string): ConfigurationError {
	return new ConfigurationError(`the artifact ${name} was not published: ${why}`, { remedy: 'Run the workflow that made it again; nothing was written' });
}

/** The API answers with an address at a storage of its own; the token stays here. */
async function download(client: Client, fetch: typeof globalThis.fetch, repository: Repository, id: number, name: string): Promise<Buffer | string> {
	let location: string | undefined;
	try {
		const answer = await client.rest.actions.downloadArtifact({ ...repository, artifact_id: id, archive_format: 'zip', request: { redirect: 'manual' } });
		({ location } = answer.headers);
	} catch (error) {
		const status = statusOf(error);
		if (status === undefined) throw error;
		return status === 410 || status === 404 ? `the artifact ${name} is gone` : `the artifact ${name} could not be downloaded (${status})`;
	}
	if (location === undefined) return `GitHub gave no address for the artifact ${name}`;
	try {
		const answer = await fetch(location, { signal: AbortSignal.timeout(DOWNLOAD_MS) });
		if (!answer.ok || answer.body === null) return `the artifact ${name} could not be downloaded (${answer.status})`;
		return await capped(answer.body, name);
	} catch (error) {
		if (error instanceof ConfigurationError) throw error;
		return `the artifact ${name} could not be downloaded`;
	}
}

async function capped(body: AsyncIterable<Uint8Array>, name: string): Promise<Buffer> {
	const chunks: Uint8Array[] = [];
	let size = 0;
	for await (const chunk of body) {
		size += chunk.length;
		if (size > MOST_ARCHIVE_BYTES) throw refused(name, `it has more than ${MOST_ARCHIVE_BYTES} bytes`);
		chunks.push(chunk);
	}
	return Buffer.concat(chunks);
}

/** The one report in an archive. Nothing is written anywhere, so its name is compared and never used as a path. */
function reportIn(archive: Buffer, name: string): Report {
	try {
		const text = new TextDecoder('utf-8', { fatal: true }).decode(onlyFile(archive, 'report.json', MOST_REPORT_BYTES));
		const report = validateReport(JSON.parse(text));
		if (report.verdict.conclusion === 'pass' && report.verdict.reasons.length > 0) throw new InvalidReport('its verdict passes and gives reasons against that');
		return report;
	} catch (error) {
		throw refused(name, error instanceof InvalidReport || error instanceof UnreadableZip ? error.message : 'its report is no JSON');
	}
}
