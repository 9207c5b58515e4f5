import type { Values } from './description.ts';
import type { Answer, Call } from './operations.ts';

/** What a workflow run has uploaded. */
export interface Artifact {
	readonly id: number;
	readonly name: string;
	readonly run: number;
	readonly headSha: string;
	readonly createdAt: string;
	readonly size: number;
	readonly expired?: boolean;
	/** Where the storage has its bytes. */
	readonly url: string;
}

export function listArtifacts(call: Call): Answer {
	const { state, params, query } = call;
	const wanted = state.artifacts.filter(({ run, name }) => run === Number(params['run_id']) && name === (query.get('name') ?? name));
	return { status: 200, body: { total_count: wanted.length, artifacts: wanted.map((artifact) => artifactBody(call, artifact)) } };
}

function artifactBody({ description }: Call, { id, name, run, headSha, createdAt, size, expired = false }: Artifact): Values {
	return description.make('artifact', { id, name, size_in_bytes: size, expired, created_at: createdAt, expires_at: createdAt, updated_at: createdAt, workflow_run: { id: run, head_sha: headSha } });
}

/** GitHub answers with an address that needs no token, and is not on its own server. */
export function downloadArtifact({ state, params }: Call): Answer {
	const found = state.artifacts.find(({ id }) => id === Number(params['artifact_id']));
	if (found === undefined) return { status: 404, body: { message: 'Not Found', documentation_url: 'http://127.0.0.1/docs', status: '404' } };
	if (found.expired === true) return { status: 410, body: { message: 'Artifact has expired', documentation_url: 'http://127.0.0.1/docs' } };
	return { status: 302, body: undefined, headers: { location: found.url } };
}
