import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeEach, describe, expect, it } from 'vitest';
import { shop, useShop } from './harness.ts';
import { runStep, type Step, type StepOptions } from './run-action.ts';
import { finished, published, RUN, temp, upload, useTwoSteps, zipped } from './two-steps.ts';

useShop();
useTwoSteps();

/** The bundle as it is committed, with the check itself. */
const entry = fileURLToPath(new URL('../../dist/action/index.js', import.meta.url));

const server = (route: string): string => `import express from 'express';\nimport { quote } from './quote.ts';\n\nconst app = express();\n\n${route}\napp.listen(8080);\n`;

beforeEach(() => {
	shop().repository.commit('main', { 'package.json': '{"name":"shop","type":"module","dependencies":{"express":"5.0.0"}}\n' });
	const added = {
		'src/quote.ts': 'export async function quote(sku: string): Promise<unknown> {\n\tconst response = await fetch(`https://quote.internal/${sku}`);\n\treturn response.json();\n}\n',
		'src/server.ts': server("app.get('/quote/:sku', async (request, response) => {\n\tresponse.json(await quote(request.params.sku));\n});\n"),
	};
	shop().head = shop().repository.commit('feature', added, { message: 'Add quotes' }, 'main');
});

function run(options: Partial<StepOptions>): Promise<Step> {
	return runStep({ entry, github: shop().github, token: 'canary-second', event: finished(), sha: shop().head, ...options });
}

/** What stands after the run, and an empty page for the next one. */
function taken(): unknown {
	const { state } = shop().github;
	const visible = [state.visible(), published()];
	for (const list of [state.reviewComments, state.issueComments, state.reviews, state.checkRuns, state.artifacts]) list.length = 0;
	return visible;
}

describe('the two steps, with the check itself', () => {
	it('say what one step with a token that writes says, and so does the second step by itself', async () => {
		const direct = await run({ event: shop().event, inputs: { publish: 'review, check' } });
		expect(direct.exitCode, direct.log + direct.summary).toBe(1);
		const golden = taken();
		const first = await run({ event: shop().event, token: 'canary-reader', inputs: { publish: 'none' }, env: { RUNNER_TEMP: temp('first') } });
		expect([first.exitCode, published()], first.log).toEqual([1, [0, 0, []]]);
		upload(zipped({ 'report.json': readFileSync(first.outputs['report'] ?? '', 'utf8') }));
		const second = await run({});
		expect(second.exitCode, second.log).toBe(1);
		expect(second.log).toContain(`the report of run ${RUN} is published for pull request 7`);
		expect(taken()).toEqual(golden);
		const alone = await run({});
		expect(alone.exitCode, alone.log).toBe(1);
		expect(alone.log).toContain('the change is read and checked here');
		expect(taken()).toEqual(golden);
	}, 60_000);
});
