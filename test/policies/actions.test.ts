import { beforeAll, describe, expect, test } from 'vitest';

import type { RepoPath } from '../../src/change/change.ts';
import { textAfter } from '../../src/fix/text-after.ts';
import { type SourceText, sourceText } from '../../src/parse/text.ts';
import { type BuiltInRules, builtInRules } from '../support/built-in-rules.ts';
import { describeFixtures, editsFor, judgeDocuments } from '../support/document-rules.ts';

describeFixtures('actions');

const PIN = '8f4b7f84864484a7bf31766abe9204da3cbe65b3';
const BASE = `name: deploy
on:
  push:
    branches: [main]
permissions:
  contents: read
concurrency:
  group: deploy

# What is built and brought to production.
jobs:
  deploy:
    runs-on: ubuntu-latest
    environment: production
    timeout-minutes: 20
    steps:
      - uses: actions/checkout@${PIN} # v4.2.2
        with:
          persist-credentials: false
      - run: helm upgrade --install web ./chart
      - name: Roll back
        if: failure()
        run: helm rollback web
    container: node:22@sha256:0f4ea35f6c1c63ef4d20a3e6d3ac5ba1e1aa0bf13f2c6c2b1cf0c7c1e1cd3b8a
`;

function workflow(text: string): SourceText {
	return sourceText('.github/workflows/deploy.yml' as RepoPath, text);
}

describe('a safeguard that a change takes away', () => {
	const IDS = ['concurrency-removed', 'environment-removed', 'excessive-permissions', 'persisted-credentials', 'rollback-removed', 'timeout-removed', 'unpinned-action', 'unpinned-image'];
	let rules: BuiltInRules;

	beforeAll(async () => {
		rules = await builtInRules(IDS);
	});

	test.each([
		['excessive-permissions', /permissions:\n.*\n/, '', 5, true],
		['concurrency-removed', /concurrency:\n.*\n/, '', 1, true],
		['environment-removed', / {4}environment: .*\n/, '', 12, true],
		['timeout-removed', / {4}timeout-minutes: .*\n/, '', 12, true],
		['persisted-credentials', / {8}with:\n.*\n/, '', 17, true],
		['unpinned-action', `@${PIN} # v4.2.2`, '@v4', 17, true],
		['rollback-removed', / {6}- name: Roll back\n.*\n.*\n/, '', 20, false],
		['unpinned-image', /@sha256:\w+/, '', 24, false],
	])('%s', (rule, what, instead, _line, mended) => {
		const head = workflow(BASE.replace(what, instead));
		const lost = judgeDocuments(rules, rule, [head], [workflow(BASE)]);
		expect(lost).toHaveLength(1);
		expect(judgeDocuments(rules, rule, [workflow(BASE)], [workflow(BASE)])).toEqual([]);
		const edits = lost.flatMap((finding) => editsFor([head], finding, 'actions'));
		if (mended) expect(judgeDocuments(rules, rule, [workflow(textAfter(head, edits))], [workflow(BASE)])).toEqual([]);
		expect(edits.every(({ safe }) => safe)).toBe(true);
	});

	test('a token with one scope more is named by the scope', () => {
		const head = workflow(BASE.replace('contents: read', 'contents: read\n  packages: write'));
		expect(judgeDocuments(rules, 'excessive-permissions', [head], [workflow(BASE)])).toMatchObject([{ line: 7, message: 'Job `deploy` may now also write `packages`; before, its token had `contents: read`.' }]);
	});

	test('what is put back stands above the comment of what follows', () => {
		const head = workflow(BASE.replace(/concurrency:\n.*\n/, ''));
		const edits = judgeDocuments(rules, 'concurrency-removed', [head], [workflow(BASE)]).flatMap((finding) => editsFor([head], finding, 'actions'));
		expect(textAfter(head, edits)).toContain('concurrency:\n  group: deploy\n# What is built');
	});
});

describe('an expression that moves to env', () => {
	let rules: BuiltInRules;

	beforeAll(async () => {
		rules = await builtInRules(['script-injection']);
	});

	const edited = (step: string): string => {
		const source = workflow(`on: issues\npermissions: {}\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n${step}`);
		const found = judgeDocuments(rules, 'script-injection', [source]);
		expect(found).toHaveLength(1);
		return textAfter(source, found.flatMap((finding) => editsFor([source], finding, 'actions'))).split('steps:\n')[1] ?? '';
	};

	test.each([
		['in double quotes', '      - run: |\n          echo "a ${{ github.event.issue.title }} b"\n', '      - env:\n          ISSUE_TITLE: ${{ github.event.issue.title }}\n        run: |\n          echo "a ${ISSUE_TITLE} b"\n'],
		['without quotes', '      - name: x\n        run: echo ${{ github.event.issue.title }}\n', '      - name: x\n        env:\n          ISSUE_TITLE: ${{ github.event.issue.title }}\n        run: echo "${ISSUE_TITLE}"\n'],
		['beside others', '      - env:\n          A: b\n        run: |\n          echo ${{ github.event.issue.title }}\n', '      - env:\n          A: b\n          ISSUE_TITLE: ${{ github.event.issue.title }}\n        run: |\n          echo "${ISSUE_TITLE}"\n'],
	])('%s', (_, step, expected) => {
		expect(edited(step)).toBe(expected);
	});

	test.each([
		['in single quotes', "      - run: |\n          echo 'a ${{ github.event.issue.title }}'\n"],
		['in another shell', '      - shell: pwsh\n        run: |\n          echo "${{ github.event.issue.title }}"\n'],
		['in a quoted here-document', "      - run: |\n          cat <<'EOF'\n          ${{ github.event.issue.title }}\n          EOF\n"],
		['in quotes of YAML', '      - run: "echo ${{ github.event.issue.title }}"\n'],
		['with a variable of the name', '      - env:\n          ISSUE_TITLE: b\n        run: |\n          echo ${{ github.event.issue.title }}\n'],
	])('is left alone %s', (_, step) => {
		expect(edited(step)).toBe(step);
	});
});
