import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';

import { runStep, type Step } from './run-action.ts';
import { Shop } from './shop.ts';

/** The bundle as it is committed: the Action, and the check that it starts. */
const entry = fileURLToPath(new URL('../../dist/action/index.js', import.meta.url));
const METADATA = '{"schema_version": "authorship/3.0.0", "prompts": {}, "sessions": {"s_0123456789abcd": {"agent_id": {"tool": "cursor", "id": "x", "model": "gpt-5"}}}}';

let shop: Shop;

beforeEach(async () => {
	shop = new Shop();
	shop.push({ 'src/new.ts': 'export const one = 1;\nexport const two = 2;\n' });
	await shop.github.start();
});
afterEach(async () => {
	await shop.github.stop();
	shop.dispose();
});

function run(): Promise<Step> {
	return runStep({ entry, github: shop.github, token: 'canary-writer', event: shop.event, sha: shop.head });
}

it('brings the notes of git-ai along and says whose lines they are', async () => {
	shop.repository.served('-c', 'user.name=Ada', '-c', 'user.email=ada@example.com', 'notes', '--ref=ai', 'add', '-m', `src/new.ts\n  s_0123456789abcd::t_0123456789abcd 2\n---\n${METADATA}`, shop.head);
	const step = await run();
	expect(step.log).toContain('notes of git-ai: fetched');
	expect(shop.github.state.issueComments[0]?.body).toMatch(/\*\*Provenance:\*\* at least 1 of \d+ added lines by `Cursor` \(`git-ai`\); \d+ unknown\./u);
});

it('does without them where the remote has none', async () => {
	const step = await run();
	expect(step.log).not.toContain('notes of git-ai');
	expect(step.log).toContain('published:');
});
