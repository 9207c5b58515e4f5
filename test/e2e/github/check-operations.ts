import type { Values } from './description.ts';
import type { Answer, Call } from './operations.ts';
import type { CheckRun } from './state.ts';

const MOST_ANNOTATIONS = 50;
const MOST_CHARACTERS = 65_535;

function checkBody(call: Call, { id, values, annotations }: CheckRun): Values {
	const given = (values['output'] ?? {}) as Values;
	const output = { title: given['title'] ?? null, summary: given['summary'] ?? null, text: null, annotations_count: annotations.length, annotations_url: 'http://127.0.0.1/' };
	const { name, head_sha, external_id, status, conclusion = null } = values;
	return call.description.make('check-run', { id, name, head_sha, external_id, status, conclusion, output, pull_requests: [] });
}

/** What GitHub says to an output that is too large; undefined when it takes it. */
function refusal({ body }: Call): Answer | undefined {
	const output = (body['output'] ?? {}) as Values;
	const long = ['title', 'summary', 'text'].some((key) => typeof output[key] === 'string' && output[key].length > MOST_CHARACTERS);
	const many = Array.isArray(output['annotations']) && output['annotations'].length > MOST_ANNOTATIONS;
	if (!long && !many) return undefined;
	return { status: 422, body: { message: 'Invalid request.', errors: [long ? 'summary exceeds a maximum size of 65535' : 'annotations has more than 50 items'], documentation_url: 'http://127.0.0.1/docs' } };
}

/** Annotations are added and never taken away; everything else is replaced. A conclusion completes the run. */
function written(call: Call, run: CheckRun): void {
	const { annotations, ...output } = (call.body['output'] ?? {}) as Values;
	const kept = call.body['output'] === undefined ? {} : { output };
	run.values = { ...run.values, ...call.body, ...kept, ...(call.body['conclusion'] === undefined ? {} : { status: 'completed' }) };
	if (Array.isArray(annotations)) run.annotations.push(...(annotations as Values[]));
}

export function createCheck(call: Call): Answer {
	const refused = refusal(call);
	if (refused !== undefined) return refused;
	const run: CheckRun = { id: call.state.nextId(), values: { status: 'queued' }, annotations: [] };
	written(call, run);
	call.state.checkRuns.push(run);
	return { status: 201, body: checkBody(call, run) };
}

export function updateCheck(call: Call): Answer {
	const run = call.state.checkRuns.find((entry) => entry.id === Number(call.params['check_run_id']));
	if (run === undefined) return { status: 404, body: { message: 'Not Found' } };
	const refused = refusal(call);
	if (refused !== undefined) return refused;
	written(call, run);
	return { status: 200, body: checkBody(call, run) };
}

export function listChecks(call: Call): Answer {
	const runs = call.state.checkRuns.filter(({ values }) => values['head_sha'] === call.params['ref'] && values['name'] === (call.query.get('check_name') ?? values['name']));
	const shown = call.query.get('filter') === 'all' ? runs : runs.slice(-1);
	return { status: 200, body: { total_count: shown.length, check_runs: shown.map((run) => checkBody(call, run)) } };
}
