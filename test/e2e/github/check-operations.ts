import type { Values } from './description.ts';
import type { Answer, Call } from './operations.ts';

function checkBody(call: Call, { id, values }: { readonly id: number; readonly values: Values }): Values {
	const given = (values['output'] ?? {}) as Values;
	const output = { title: given['title'] ?? null, summary: given['summary'] ?? null, text: null, annotations_count: Array.isArray(given['annotations']) ? given['annotations'].length : 0, annotations_url: 'http://127.0.0.1/' };
	const { name, head_sha, external_id, status, conclusion } = values;
	return call.description.make('check-run', { id, name, head_sha, external_id, status, conclusion, output, pull_requests: [] });
}

export function createCheck(call: Call): Answer {
	const run = { id: call.state.nextId(), values: call.body };
	call.state.checkRuns.push(run);
	return { status: 201, body: checkBody(call, run) };
}

export function updateCheck(call: Call): Answer {
	const run = call.state.checkRuns.find((entry) => entry.id === Number(call.params['check_run_id']));
	if (run === undefined) return { status: 404, body: { message: 'Not Found' } };
	run.values = { ...run.values, ...call.body };
	return { status: 200, body: checkBody(call, run) };
}

export function listChecks(call: Call): Answer {
	const runs = call.state.checkRuns.filter(({ values }) => values['head_sha'] === call.params['ref'] && values['name'] === (call.query.get('check_name') ?? values['name']));
	return { status: 200, body: { total_count: runs.length, check_runs: runs.map((run) => checkBody(call, run)) } };
}
