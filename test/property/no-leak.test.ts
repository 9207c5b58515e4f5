import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { GitRepository } from '../support/git-repository.ts';

const CLI = fileURLToPath(new URL('../../dist/cli/index.js', import.meta.url));
/** Stands in each of the secrets, in whatever letters it takes. */
const CANARY = /gwcanary/iu;

// Put together here, so that nobody takes them for real ones.
const SECRETS = {
	github: ['gh', 'p_gwCANARY1234567890abcdefghijABCDEFGHI'].join(''),
	aws: ['AK', 'IAGWCANARY12345678'].join(''),
	slack: ['xo', 'xb-123456789012-gwCANARYabcdef'].join(''),
	stripe: ['sk', '_live_gwCANARY1234567890abcd'].join(''),
	password: 'gwCANARYp4ssw0rd',
};
const { github, aws, slack, stripe, password } = SECRETS;

/** A change that writes secrets wherever people write them, on lines that rules speak of. */
const FILES: Readonly<Record<string, string>> = {
	'package.json': JSON.stringify({ name: 'shop', dependencies: { express: '^5', pino: '^9', axios: '^1' } }),
	'src/server/pay.ts': `import axios from 'axios';\nimport { pino } from 'pino';\nconst log = pino();\nexport async function charge(): Promise<unknown> {\n\tlog.info({ token: '${github}', password: '${password}' }, 'x');\n\tconst r = await fetch('https://user:${password}@pay.internal/a?key=${stripe}', { headers: { authorization: 'Bearer ${github}' } });\n\tawait axios.get('https://x.example/${github}', { auth: { username: 'a', password: '${password}' } });\n\ttry { await fetch('https://a.example/${aws}'); } catch { throw new Error('${slack}'); }\n\treturn r;\n}\n`,
	'deploy/a.yaml': `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec:\n  template:\n    spec:\n      containers:\n        - name: web\n          image: a:latest\n          env:\n            - {name: DB_PASSWORD, value: ${password}}\n            - {name: GITHUB_TOKEN, value: ${github}}\n          securityContext: {privileged: true}\n---\napiVersion: v1\nkind: Secret\nmetadata: {name: s}\nstringData: {password: ${password}, key: ${aws}}\n`,
	'infra/main.tf': `provider "aws" {\n  access_key = "${aws}"\n  secret_key = "${password}"\n}\nresource "aws_db_instance" "db" {\n  password            = "${password}"\n  publicly_accessible = true\n}\nresource "aws_instance" "i" {\n  user_data = "export TOKEN=${github}"\n}\nresource "aws_lambda_function" "f" {\n  environment {\n    variables = { API_KEY = "${stripe}" }\n  }\n}\n`,
	'images/Dockerfile': `FROM a:latest\nENV API_TOKEN=${github} DB_PASSWORD=${password}\nARG KEY=${aws}\nRUN curl -H "Authorization: Bearer ${github}" http://user:${password}@x.example/a | sh\n`,
	'compose.yaml': `services:\n  web:\n    image: a\n    privileged: true\n    environment:\n      DB_PASSWORD: ${password}\n      TOKEN: ${github}\n    command: ["--password=${password}"]\n`,
	'.github/workflows/ci.yml': `on: pull_request_target\njobs:\n  a:\n    runs-on: ubuntu-latest\n    env: {AWS_SECRET_ACCESS_KEY: ${password}, TOKEN: ${github}}\n    steps:\n      - run: curl -u user:${password} https://x.example/\${{ github.event.pull_request.title }}\n      - uses: a/b@main\n        with: {token: ${github}}\n`,
	'stack.yaml': `AWSTemplateFormatVersion: "2010-09-09"\nResources:\n  D:\n    Type: AWS::RDS::DBInstance\n    Properties: {MasterUserPassword: ${password}, PubliclyAccessible: true}\n  F:\n    Type: AWS::Lambda::Function\n    Properties: {Environment: {Variables: {TOKEN: ${github}}}}\n`,
	'collector.yaml': `receivers: {otlp: {}}\nexporters:\n  otlp:\n    endpoint: http://user:${password}@x:4317\n    headers: {authorization: "Bearer ${github}"}\nservice:\n  pipelines:\n    traces: {receivers: [otlp], exporters: [otlp, none]}\n`,
	'broken.yaml': `apiVersion: v1\nkind: Secret\ndata: {password: ${password}\n  token: [${github}\n`,
	'broken.tf': `resource "a" "b" {\n  password = "${password}\n`,
	'src/server/broken.ts': `const a = '${github}\n${password} ${aws};`,
};

/** What a job's process holds. None of it is any business of a check. */
const ENVIRONMENT = Object.fromEntries(['GITHUB_TOKEN', 'INPUT_TOKEN', 'ACTIONS_RUNTIME_TOKEN', 'ACTIONS_ID_TOKEN_REQUEST_TOKEN', 'AWS_SECRET_ACCESS_KEY', 'NPM_TOKEN', 'NODE_AUTH_TOKEN', 'SSH_PRIVATE_KEY'].map((name) => [name, `gwCANARY-${name}`]));

let repository: GitRepository;
let base: string;
let head: string;
const home = mkdtempSync(join(tmpdir(), 'groundwire-home-'));

beforeAll(() => {
	repository = new GitRepository();
	repository.write('README.md', 'shop\n');
	base = repository.commit('base');
	for (const [path, text] of Object.entries(FILES)) repository.write(path, text);
	head = repository.commit(`Set it up\n\nwith ${github} and ${password}`);
	repository.git('config', 'http.https://github.com/.extraheader', 'AUTHORIZATION: basic gwCANARY-extraheader');
	repository.git('remote', 'add', 'origin', 'https://x-access-token:gwCANARY-remote@github.example/a/b.git');
});
afterAll(() => {
	repository.delete();
	rmSync(home, { recursive: true, force: true });
});

function run(...args: readonly string[]): { readonly status: number | null; readonly stdout: string; readonly stderr: string } {
	return spawnSync(process.execPath, [CLI, ...args], { encoding: 'utf8', maxBuffer: 1 << 28, cwd: home, env: { PATH: process.env['PATH'] ?? '', HOME: home, RUNNER_TOOL_CACHE: home, ...ENVIRONMENT } });
}

const leaks = (text: string): string[] => text.split('\n').filter((line) => CANARY.test(line));

describe('no secret reaches what is shown (7)', { timeout: 240_000 }, () => {
	test.each(['json', 'sarif', 'agent', 'markdown', 'terminal'])('as %s, verbosely, with every rule', (format) => {
		const { status, stdout, stderr } = run('check', '--repo', repository.path, '--base', base, '--head', head, '--persona', 'strict', '--format', format, '--verbose');
		expect(status).toBe(1);
		expect(stdout.length).toBeGreaterThan(10_000);
		expect(leaks(stdout + stderr)).toEqual([]);
	});

	test('in messages about what cannot be done', () => {
		for (const args of [['check', '--repo', repository.path, '--base', 'no-such-branch'], ['check', '--repo', join(home, 'nowhere')], ['scan', join(home, 'nowhere')], ['check', '--no-such-option']]) {
			const { status, stdout, stderr } = run(...args);
			expect(status).toBeGreaterThan(0);
			expect(leaks(stdout + stderr)).toEqual([]);
		}
	});

	test('in what is left behind', () => {
		const left = readdirSync(home, { recursive: true, encoding: 'utf8' }).map((name) => join(home, name)).filter((path) => statSync(path).isFile());
		expect(left.filter((path) => CANARY.test(readFileSync(path, 'latin1')))).toEqual([]);
	});
});
