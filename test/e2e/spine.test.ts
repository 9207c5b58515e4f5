import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { validateReport } from '../../src/report/validate.ts';
import type { Files } from './github/git-repository.ts';
import { runStep, type Step } from './run-action.ts';
import { Shop } from './shop.ts';

/** The bundle as it is committed: the Action, and the check that it starts. */
const entry = fileURLToPath(new URL('../../dist/action/index.js', import.meta.url));

const deployment = (probe: string): string =>
	[
		'apiVersion: apps/v1', 'kind: Deployment', 'metadata:', '  name: web', '  namespace: shop', 'spec:', '  replicas: 3', '  selector:', '    matchLabels: {app: web}', '  template:',
		'    metadata:', '      labels: {app: web}', '    spec:', '      containers:', '        - name: web', '          image: registry.internal/web:1.4.2', '          ports:', '            - containerPort: 8080',
		'          resources:', '            requests: {cpu: 100m, memory: 128Mi}', '            limits: {cpu: 500m, memory: 256Mi}', '          livenessProbe:', '            httpGet: {path: /live, port: 8080}', ...(probe === '' ? [] : [probe]), '',
	].join('\n');

const READY = '          readinessProbe:\n            httpGet: {path: /ready, port: 8080}';

const pay = (options: string): string =>
	["import { logger } from './logger.ts';", '', 'export async function charge(order: { id: string }): Promise<boolean> {', "	logger.info({ orderId: order.id }, 'charging');", `	const response = await fetch('https://pay.internal/charges', { ${options} });`, '	return response.ok;', '}', ''].join('\n');

const BEFORE: Files = {
	'package.json': '{"name":"shop","type":"module","dependencies":{"express":"5.0.0","pino":"9.0.0"}}\n',
	'src/logger.ts': "import pino from 'pino';\n\nexport const logger = pino();\n",
	'src/pay.ts': pay("method: 'POST', body: JSON.stringify(order), signal: AbortSignal.timeout(2000)"),
	'src/server.ts': "import express from 'express';\nimport { charge } from './pay.ts';\n\nconst app = express();\n\napp.post('/orders', async (request, response) => {\n\tresponse.json({ ok: await charge(request.body) });\n});\n\napp.listen(8080);\n",
	'deploy/web.yaml': deployment(READY),
};

const AFTER: Files = {
	'src/quote.ts': "export async function quote(sku: string): Promise<unknown> {\n\tconst response = await fetch(`https://quote.internal/${sku}`);\n\treturn response.json();\n}\n",
	'src/server.ts': "import express from 'express';\nimport { charge } from './pay.ts';\nimport { quote } from './quote.ts';\n\nconst app = express();\n\napp.get('/quote/:sku', async (request, response) => {\n\tresponse.json(await quote(request.params.sku));\n});\n\napp.post('/orders', async (request, response) => {\n\tresponse.json({ ok: await charge(request.body) });\n});\n\napp.listen(8080);\n",
	'deploy/web.yaml': deployment(''),
};

let shop: Shop;

beforeEach(async () => {
	shop = new Shop();
	shop.head = shop.repository.commit('main', BEFORE);
	shop.head = shop.repository.commit('feature', AFTER, { message: 'Add quotes\n\nCo-Authored-By: Claude <noreply@anthropic.com>' }, 'main');
	await shop.github.start();
});
afterEach(async () => {
	await shop.github.stop();
	shop.dispose();
	expect(shop.github.violations).toEqual([]);
});

function step(token = 'canary-writer'): Promise<Step> {
	return runStep({ entry, github: shop.github, token, event: shop.event, sha: shop.head });
}

/** Where each rule has a comment: `path side line`. */
function places(rule: string): readonly string[] {
	return shop.github.state.reviewComments
		.filter(({ body }) => body.includes(`· \`${rule}\``))
		.map(({ path, side, originalStart, originalLine }) => `${path} ${side} ${originalStart === undefined ? '' : `${originalStart}-`}${originalLine}`);
}

describe('from a pull request to comments, with the check itself', () => {
	it('is built', () => expect(existsSync(entry), 'run npm run build').toBe(true));

	it('reports nothing that the Action would drop', () => {
		const cli = fileURLToPath(new URL('../../dist/cli/index.js', import.meta.url));
		const output = join(shop.repository.folder, 'report.json');
		const args = ['check', '--repo', shop.repository.bare, '--base', 'main', '--head', 'feature', '--format', 'json', '--output', output];
		expect(spawnSync(process.execPath, [cli, ...args]).status).toBe(1);
		const report: unknown = JSON.parse(readFileSync(output, 'utf8'));
		expect(validateReport(report)).toEqual(report);
	});

	it('comments on the call that was added and on the probe that was removed', async () => {
		const { exitCode, log, outputs } = await step();
		expect(exitCode, log).toBe(1);
		expect(outputs).toMatchObject({ conclusion: 'block' });
		expect(places('missing-timeout')).toEqual(['src/quote.ts RIGHT 2']);
		expect(places('missing-readiness-probe')).toEqual(['deploy/web.yaml LEFT 24-25']);
		expect(shop.github.state.issueComments[0]?.body).toContain('| ● high | `src/quote.ts:2` |');
		expect(shop.github.state.issueComments[0]?.body).toMatch(/\*\*Provenance:\*\* at least \d+ of \d+ added lines by `Claude Code` \(`co-author`\)/u);
	});

	it('offers a safe fix as a suggestion on the very line', async () => {
		await step();
		const comment = shop.github.state.reviewComments.find(({ path }) => path === 'src/quote.ts');
		expect(comment?.body).toMatch(/```suggestion\n\tconst response = await fetch\(`https:\/\/quote\.internal\/\$\{sku\}`, \{ signal: AbortSignal\.timeout\(\d+\) \}\);\n```/u);
	});

	it('writes nothing twice, and marks what the next commit fixes', async () => {
		await step();
		const { writes } = shop.github;
		await step();
		expect(shop.github.writes).toBe(writes);
		shop.push({ 'deploy/web.yaml': deployment(READY) });
		expect((await step()).exitCode).toBe(1);
		const closed = shop.github.state.reviewComments.filter(({ body }) => body.includes('groundwire:closed:fixed'));
		expect(closed.map(({ path }) => path)).toContain('deploy/web.yaml');
		expect(places('missing-timeout')).toEqual(['src/quote.ts RIGHT 2']);
		expect(shop.github.state.issueComments).toHaveLength(1);
	});

	it('says the same when the change can be read through the API alone', async () => {
		await step();
		const fetched = shop.github.state.visible();
		const { reviewComments, issueComments } = shop.github.state;
		for (const written of [reviewComments, issueComments]) written.length = 0;
		shop.github.refuseGit = true;
		const { log } = await step();
		expect(log).toContain('read through the API');
		expect(shop.github.state.visible()).toEqual(fetched);
	});

	it('passes a change that takes nothing away', async () => {
		shop.push({ 'src/quote.ts': null, 'src/server.ts': BEFORE['src/server.ts'] ?? null, 'deploy/web.yaml': deployment(READY) });
		const { exitCode, log } = await step();
		expect(exitCode, log).toBe(0);
		expect(shop.github.writes).toBe(0);
	});

	it('checks and comments nowhere with a token that may not write', async () => {
		const { exitCode, log, summary } = await step('canary-reader');
		expect(exitCode).toBe(1);
		expect(shop.github.writes).toBe(0);
		expect(log).toMatch(/^::error title=.*file=src\/quote\.ts/mu);
		expect(summary).toContain('missing-readiness-probe');
	});
});
