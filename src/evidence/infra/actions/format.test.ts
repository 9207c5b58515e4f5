import { describe, expect, test } from 'vitest';

import type { RepoPath } from '../../../change/change.ts';
import { sourceText } from '../../../parse/text.ts';
import { extractDocuments } from '../documents.ts';
import { resolveAt } from '../positions.ts';

interface Facts {
	readonly $kind: string;
	readonly $expressions: readonly { readonly at: readonly (string | number)[]; readonly text: string; readonly flows: readonly string[] }[];
	readonly $conditions: readonly { readonly text: string; readonly padded: boolean; readonly readable: boolean }[];
	readonly $scripts: readonly {
		readonly shell: string;
		readonly writes: readonly { readonly at: readonly (string | number)[]; readonly dynamic: boolean; readonly variables: readonly string[] }[];
		readonly fetches: readonly { readonly at: readonly (string | number)[]; readonly url: string }[];
	}[];
	readonly on: unknown;
}

function read(text: string, path = '.github/workflows/ci.yml'): { facts: Facts; lineOf: (at: readonly (string | number)[]) => number; name: string } {
	const evidence = extractDocuments(sourceText(path as RepoPath, text));
	expect(evidence.notAnalysed).toEqual([]);
	const [document] = evidence.kind === 'documents' ? evidence.documents : [];
	if (document === undefined) throw new Error('no document');
	return { facts: document.document as Facts, lineOf: (at) => resolveAt(document.positions, at).startLine, name: document.name };
}

const job = (steps: string): string => `on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n${steps}`;

const script = (run: string, more = ''): Facts['$scripts'][number] | undefined => read(job(`      - run: |\n${run.split('\n').map((line) => `          ${line}\n`).join('')}${more}`)).facts.$scripts[0];

describe('workflows', () => {
	test('`on` stays a word, quoted or not', () => {
		expect(read(job('      - run: a\n')).facts.on).toBe('push');
		expect(read(job('      - run: a\n').replace('on:', '"on":')).facts.on).toBe('push');
	});

	test('are known by their directory, actions by their name', () => {
		expect(read(job('      - run: a\n')).name).toBe('ci.yml');
		expect(read('name: a\nruns:\n  using: composite\n  steps: []\n', 'tools/setup/action.yaml')).toMatchObject({ name: 'setup/action.yaml', facts: { $kind: 'action' } });
		expect(extractDocuments(sourceText('docs/ci.yml' as RepoPath, job('      - run: a\n')))).toMatchObject({ documents: [] });
	});

	test('an odd file is told of, and says nothing else', () => {
		expect(extractDocuments(sourceText('.github/workflows/x.yml' as RepoPath, 'on: push\njobs: [a\n'))).toMatchObject({ kind: 'unread', notAnalysed: [{ reason: 'syntax' }] });
		expect(extractDocuments(sourceText('.github/workflows/x.yml' as RepoPath, '- 1\n'))).toMatchObject({ documents: [] });
	});
});

describe('expressions', () => {
	test.each([
		['a block', '      - run: |\n          one\n\n          two ${{ a.b }}\n', 9],
		['a folded block', '      - run: >-\n          one\n          two ${{ a.b }}\n', 8],
		['a plain text of several lines', '      - run: one\n          two ${{ a.b }}\n', 7],
		['quotes', '      - run: "one ${{ a.b }}"\n', 6],
		['a block with more indentation and a comment', '      - run: | # why\n            one\n              ${{ a.b }}\n', 8],
		['windows line ends', '      - run: |\r\n          one\r\n          ${{ a.b }}\r\n', 8],
	])('stand on their own line in %s', (_, step, line) => {
		const { facts, lineOf } = read(job(step));
		expect(facts.$expressions).toMatchObject([{ text: 'a.b', flows: ['a.b'] }]);
		expect(facts.$expressions.map(({ at }) => lineOf(at))).toEqual([line]);
	});

	test('of one text stand apart', () => {
		const { facts, lineOf } = read(job('      - run: |\n          ${{ a }} ${{ b }}\n          ${{ c }}\n'));
		expect(facts.$expressions.map(({ at }) => lineOf(at))).toEqual([7, 7, 8]);
	});

	test('that came by an alias stand on the alias', () => {
		const { facts, lineOf } = read(`x: &step\n  run: |\n    one\n    \${{ a }}\n${job('      - *step\n')}`);
		expect(facts.$expressions.map(({ at }) => lineOf(at))).toEqual([4, 10]);
	});

	test.each([
		["github.event.issue.title", ['github.event.issue.title']],
		["github.event['issue'].TITLE", ['github.event.issue.title']],
		["github.event.commits[0].message", ['github.event.commits.*.message']],
		["a == 'x' && b || c", ['b', 'c']],
		["format('{0}-{1}', a, b.c)", ['a', 'b.c']],
		["fromJSON(toJSON(a)).b", ['a']],
		["contains(a, 'b') || !c", []],
		["hashFiles('**/x') == 'it''s }} here'", []],
		['(a || b).number', ['?']],
		["case(a, b, c, d, e)", ['b', 'd', 'e']],
	])('%s lets through', (text, flows) => {
		expect(read(job(`      - run: |\n          \${{ ${text} }}\n`)).facts.$expressions).toMatchObject([{ flows }]);
	});

	test.each(["a &&", "a b", "f(", "'open", "a.[0]", '!'.repeat(60), '('.repeat(60)])('%s is none', (text) => {
		expect(read(job(`      - run: |\n          \${{ ${text} }}\n`)).facts.$expressions).toEqual([]);
	});
});

describe('conditions', () => {
	test.each([
		['${{ a }}', false],
		['a && b', false],
		['${{ a }} && b', true],
		['|\n          ${{ a }}', true],
		['|-\n          ${{ a }}', false],
		['"${{ a }} "', true],
		['>\n          a', false],
	])('%s', (text, padded) => {
		expect(read(job(`      - run: x\n        if: ${text}\n`)).facts.$conditions).toMatchObject([{ padded }]);
	});
});

describe('scripts', () => {
	test.each([
		['echo "a=b" >> $GITHUB_ENV', '', [false]],
		["echo 'a=$b' >> \"$GITHUB_ENV\"", '', [false]],
		['echo "a=$b" >> "${GITHUB_ENV}"', '', [true]],
		['echo "a=${{ b }}" >> $GITHUB_ENV', '', [true]],
		['cat file >> $GITHUB_ENV', '', [true]],
		['echo "a=$b" | tee -a $GITHUB_PATH', '', [true]],
		['cat <<EOF >> $GITHUB_ENV\na=$b\nEOF', '', [true]],
		["cat <<'EOF' >> $GITHUB_ENV\na=$b\nEOF", '', [false]],
		['{\n  echo "a=$b"\n} >> $GITHUB_ENV', '', [true]],
		['# echo "a=$b" >> $GITHUB_ENV', '', []],
		['echo "a=$b" >> $GITHUB_OUTPUT', '', []],
		['echo "a=$env:B" >> $env:GITHUB_ENV', '        shell: pwsh\n', [true]],
		['"a=b" | Out-File -FilePath $env:GITHUB_ENV -Append', '        shell: pwsh\n', [false]],
		['"a=$b" | Out-File -FilePath $env:GITHUB_ENV -Append', '        shell: pwsh\n', [true]],
		['Add-Content $env:GITHUB_PATH "$x"', '        shell: pwsh\n', [true]],
		['echo A=%A%>> %GITHUB_ENV%', '        shell: cmd\n', [true]],
	])('%s', (run, more, dynamic) => {
		expect(script(run, more)?.writes.map((write) => write.dynamic)).toEqual(dynamic);
	});

	test('a write knows from what it is made', () => {
		expect(script('title=$(echo "$TITLE" | head)\nnumber=$NUMBER\necho "A=$title" >> $GITHUB_ENV')?.writes).toMatchObject([{ variables: ['title', 'TITLE'] }]);
	});

	test.each([
		['curl -s https://x | sudo -E bash -', 'https://x'],
		['bash <(curl -s https://x)', 'https://x'],
		['eval "$(wget -qO- https://x)"', 'https://x'],
		['sh -c "$(curl -fsSL https://x)"', 'https://x'],
		['source <(curl https://x)', 'https://x'],
		['curl https://x | tar xz', undefined],
		['curl https://x | python3 -m json.tool', undefined],
		['curl https://x | bash script.sh', undefined],
		['curl -o y https://x && bash y', undefined],
	])('%s', (run, url) => {
		expect(script(run)?.fetches.map((fetch) => fetch.url)).toEqual(url === undefined ? [] : [url]);
	});

	test('each fact has its line, behind a continuation, too', () => {
		const { facts, lineOf } = read(job('      - run: |\n          a\n          curl \\\n            https://x | sh\n          echo "$B" >> $GITHUB_ENV\n'));
		expect(facts.$scripts.map(({ writes, fetches }) => [...fetches, ...writes].map(({ at }) => lineOf(at)))).toEqual([[8, 10]]);
	});

	test('the shell is the step\'s, the job\'s, the workflow\'s or the runner\'s', () => {
		expect(script('a')?.shell).toBe('bash');
		expect(script('a', '        shell: bash -e {0}\n')?.shell).toBe('bash');
		expect(read(job('      - run: a\n').replace('ubuntu-latest', 'windows-latest')).facts.$scripts[0]?.shell).toBe('pwsh');
		expect(read(`defaults: {run: {shell: /usr/bin/zsh}}\n${job('      - run: a\n')}`).facts.$scripts[0]?.shell).toBe('zsh');
	});
});
