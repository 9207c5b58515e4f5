import * as fc from 'fast-check';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { aFinding, aReport } from '../../test/support/findings.ts';
import type { RepoPath } from '../change/change.ts';
import type { Finding, Location } from '../finding/finding.ts';
import type { Edit } from '../parse/parsed.ts';
import type { RuleId } from '../policy/policy.ts';
import { decide } from '../verdict/decide.ts';
import { terminal, type TerminalOptions } from './terminal.ts';

const SOURCE = ["\tlogger.info({ orderId: order.id }, 'charging');", "  const response = await fetch('https://pay.internal/charges');"];

function shown(findings: readonly Finding[], lines: readonly string[] = SOURCE, change: Partial<TerminalOptions> = {}): string {
	const verdict = decide({ findings, notAnalysed: [], matters: () => true, problems: [], block: { severity: 'high', confidence: 'high' } });
	const sourceLine = (_path: string, _side: string, line: number) => lines[line - 1];
	return terminal(aReport({ findings, verdict }), { sourceLine, colour: false, verbose: false, width: 100, ...change });
}

/** A finding on `marked` in line 1 of `line`. */
function on(line: string, marked: string): Finding {
	const startColumn = line.indexOf(marked) + 1;
	return aFinding({ location: { path: 'a.ts' as RepoPath, side: 'RIGHT', startLine: 1, startColumn, endLine: 1, endColumn: startColumn + marked.length } });
}

/** Columns of a text whose only odd character is a combining accent. */
function width(part: string): number {
	return part.replaceAll('\u0301', '').length;
}

/** The columns that the carets stand under. */
function underlined(text: string): string {
	const lines = text.split('\n');
	const at = lines.findIndex((line) => line.includes('^'));
	const carets = lines[at] ?? '';
	return (lines[at - 1] ?? '').slice(carets.indexOf('^'), carets.lastIndexOf('^') + 1);
}

describe('the terminal', () => {
	it('shows the finding on its line', () => {
		expect(shown([aFinding()])).toBe(`src/pay.ts:2:26  high  missing-timeout  fetch to pay.internal has no deadline
   1 │     logger.info({ orderId: order.id }, 'charging');
   2 │   const response = await fetch('https://pay.internal/charges');
     │                          ^^^^^ This call can wait for ever
     = fix: Pass \`signal: AbortSignal.timeout(2000)\`.             groundwire explain missing-timeout

1 blocks · 0 to look at · 14 files, 2 workspaces in 0.9 s
`);
	});

	it('says that all is well in one line', () => {
		expect(shown([])).toBe('0 block · 0 to look at · 14 files, 2 workspaces in 0.9 s\n');
	});

	it('says in its last line that somebody has to agree', () => {
		const required = [{ id: 'a', why: '1 approval for changes to `infra/x.tf`', approvals: 1, fingerprints: [] }];
		const report = aReport({ findings: [], people: { rules: { waive: 'maintain', approve: 'write', recheck: 'write' }, required }, verdict: { conclusion: 'block', reasons: [{ kind: 'approval-missing', detail: '' }] } });
		expect(terminal(report, { sourceLine: () => undefined, colour: false, verbose: false, width: 100 })).toBe('waits for 1 approval for changes to `infra/x.tf`\n\n0 block · 1 waits for approval · 0 to look at · 14 files, 2 workspaces in 0.9 s\n');
	});

	it('colours only when told, and colour adds nothing but colour', () => {
		const coloured = shown([aFinding()], SOURCE, { colour: true });
		expect(coloured).toContain('\u001b[31mhigh\u001b[0m');
		expect(stripVTControlCharacters(coloured)).toBe(shown([aFinding()]));
	});

	it('says how a comment would have to be written that was perhaps meant to except the finding', () => {
		const lines = ['// groundwire-ignore missing-timeot', SOURCE[1] ?? ''];
		expect(shown([aFinding()], lines)).toContain('     = note: the comment of line 1 is not about this; that would be `groundwire-ignore missing-timeout -- the reason`\n');
		expect(shown([aFinding({ state: 'pending', reason: 'r' })], lines)).not.toContain('= note');
	});

	it('shows a removed guardrail on the line of base', () => {
		const location = { ...aFinding().location, side: 'LEFT' as const, startColumn: 1, endColumn: 1 };
		const text = shown([aFinding({ state: 'removed', location })]);
		expect(text).toContain('src/pay.ts:2:1 (before)');
		expect(text).toContain('   2-│   const response');
		expect(text).toContain('   1 │     logger.info');
		expect(underlined(text)).toBe("const response = await fetch('https://pay.internal/charges');");
	});

	it('shows the first lines of what was deleted', () => {
		const lines = ['spec:', '  readinessProbe:', '    httpGet:', '      path: /ready', '      port: 80'];
		const location = { ...aFinding().location, side: 'LEFT' as const, startLine: 2, startColumn: 3, endLine: 5, endColumn: 1 };
		const block = (found: Location): string[] => shown([aFinding({ state: 'removed', location: found })], lines).split('\n').slice(1, -4);
		expect(block(location)).toEqual(['   1 │ spec:', '   2-│   readinessProbe:', '     │   ^^^^^^^^^^^^^^^ This call can wait for ever', '   3-│     httpGet:', '   4-│       path: /ready']);
		expect(block({ ...location, endLine: 3 }).at(-1)).toBe('   3-│     httpGet:');
		expect(block({ ...location, side: 'RIGHT' })).toHaveLength(3);
	});

	it('shows no line of a Terraform plan, on one line or on many', () => {
		const location: Location = { path: 'plan.json' as RepoPath, side: 'RIGHT', startLine: 3, startColumn: 1, endLine: 3, endColumn: 5 };
		const plan = ['{', '  "format_version": "1.2",', '  "password": "hunter2", "publicly_accessible": true'];
		expect(shown([aFinding({ location })], plan)).not.toContain('│');
		expect(shown([aFinding({ location: { ...location, startLine: 1, endLine: 1 } })], [plan.join('')])).not.toContain('hunter2');
		expect(shown([aFinding({ location })], ['{', '  "version": 1,', '  "open": true'])).toContain('"open"');
	});

	it('does without an excerpt where there is no source', () => {
		expect(shown([aFinding()], [])).not.toContain('^');
	});

	it('says what was set aside and not read, in full only under --verbose', () => {
		const report = aReport({
			findings: [aFinding({ state: 'suppressed', reason: 'legacy' })],
			notAnalysed: [{ path: 'b.ts' as RepoPath, reason: 'syntax', detail: '1:2', partial: true }],
			verdict: { conclusion: 'undecided', reasons: [{ kind: 'not-analysed', path: 'b.ts', detail: 'syntax: 1:2' }] },
		});
		const options = { sourceLine: () => undefined, colour: false, width: 100 };
		expect(terminal(report, { ...options, verbose: false })).toBe(
			'could not decide: b.ts: syntax: 1:2\n\ncould not decide · 0 block · 0 to look at · 1 set aside · 14 files, 2 workspaces in 0.9 s · not analysed: 1 (--verbose)\n',
		);
		const all = terminal(report, { ...options, verbose: true });
		expect(all).toContain('(suppressed: "legacy")');
		expect(all).toContain('not analysed: b.ts (in part): syntax: 1:2');
	});

});

describe('around the findings', () => {
	it('says where more is said once, at the end, for the rules that had no room beside them', () => {
		const long = aFinding({ rule: 'missing-span' as RuleId, remedy: 'x'.repeat(90) });
		const text = shown([aFinding(), aFinding({ fingerprint: 'b' }), long, long]);
		expect(text.match(/groundwire explain missing-timeout/g)).toHaveLength(1);
		expect(text).toMatch(/ in 0\.9 s\ngroundwire explain missing-span says more\n$/);
		const two = shown([long, { ...long, rule: 'missing-timeout' as RuleId }]);
		expect(two).toMatch(/ in 0\.9 s\ngroundwire explain RULE says more\n$/);
		expect(two.match(/groundwire explain/g)).toHaveLength(1);
	});

	it('does not name a path twice', () => {
		const reasons = [{ kind: 'config' as const, path: 'c.yaml', detail: 'c.yaml:3: unknown key' }];
		const text = terminal(aReport({ verdict: { conclusion: 'undecided', reasons } }), { sourceLine: () => undefined, colour: false, verbose: false, width: 80 });
		expect(text).toMatch(/^could not decide: c\.yaml:3: unknown key\n/);
	});

	it('names other places, the first few of them', () => {
		const related = Array.from({ length: 7 }, (_, index) => ({ ...aFinding().location, startLine: index + 3 }));
		expect(shown([aFinding({ related })])).toContain('= also: src/pay.ts:3, :4, :5, :6, :7 and 2 more\n');
	});
});

/** At the end of line 3, unless told otherwise. */
function edit(place: Partial<Edit>): Edit {
	return { path: 'src/pay.ts' as RepoPath, startLine: 3, startColumn: 6, endLine: 3, endColumn: 6, text: '', safe: true, ...place };
}

describe('an edit', () => {
	const FETCH = ['const response = await fetch(url, {', "\tmethod: 'POST',", '\tbody', '});'];
	const line = (edits: readonly Edit[], lines: readonly string[] = FETCH): string[] =>
		shown([aFinding({ edits })], lines).split('\n').filter((text) => text.startsWith('     = ') && !text.includes('= fix:'));

	it.each<[string, Partial<Edit>, string]>([
		['on one line is the line as it will be', { text: ', signal' }, 'edit: 3 │ body, signal'],
		['below a line is the line that is new', { text: ',\n\t\tsignal: AbortSignal.timeout(2000)' }, 'edit: 4 │ signal: AbortSignal.timeout(2000)'],
		['of several lines is the first and how many follow', { text: ',\r\n\tsignal:\r\n\t\tAbortSignal\r\n\t\t\t.timeout(2000)' }, 'edit: 4 │ signal: (+2 lines)'],
		['that is a comma alone', { text: ',' }, 'edit: 3 │ body,'],
		['above a line', { startColumn: 1, endColumn: 1, text: '\tsignal,\n' }, 'edit: 3 │ signal,'],
		['in the place of a word', { startLine: 2, startColumn: 10, endLine: 2, endColumn: 16, text: "'PUT'", safe: false }, "edit, to be checked: 2 │ method: 'PUT',"],
		['over several lines', { startLine: 1, startColumn: 35, endLine: 4, endColumn: 2, text: '{ body }' }, 'edit: 1 │ const response = await fetch(url, { body });'],
		['that deletes a line', { startLine: 2, startColumn: 1, endLine: 3, endColumn: 1 }, 'edit: delete line 2'],
		['that deletes lines from the end of the one above', { startLine: 1, startColumn: 36, endLine: 3, endColumn: 6 }, 'edit: delete lines 2 to 3'],
		['in another file names it', { path: 'src/b.ts' as RepoPath, text: ', signal' }, 'edit: src/b.ts 3 │ body, signal'],
		['with controls in it', { text: ', \u001b[31m\u202e' }, 'edit: 3 │ body, \\u{1b}[31m\\u{202e}'],
	])('%s', (_what, place, expected) => {
		expect(line([edit(place)])).toEqual([`     = ${expected}`]);
	});

	it('is its own text where there is no source', () => {
		expect(line([edit({ text: '\n\tsignal' })], [])).toEqual(['     = edit: 4 │ signal']);
	});

	it('is cut around what is new on a long line', () => {
		const long = `const a = [${'x, '.repeat(100)}];`;
		const [text = ''] = line([edit({ startLine: 1, startColumn: long.length - 1, endLine: 1, endColumn: long.length - 1, text: 'y' })], [long]);
		expect(text).toMatch(/= edit: 1 │ ….*x, y\];$/);
		expect(text.length).toBeLessThanOrEqual(100);
	});

	it('is one of the first three; the others are counted', () => {
		expect(line(Array.from({ length: 5 }, () => edit({ text: ', signal' })))).toEqual([...Array.from({ length: 3 }, () => '     = edit: 3 │ body, signal'), '     = and 2 more edits']);
	});
});

describe('the caret', () => {
	it.each([
		['tabs', '\t\tfetch(url)', 'fetch'],
		['a tab in the middle', 'a\tfetch(url)', 'fetch'],
		['an accent of its own', 'cafe\u0301 = fetch(url)', 'fetch'],
		['a long line', `${'x'.repeat(5000)} fetch(url) ${'y'.repeat(5000)}`, 'fetch'],
		['a control character', '\u0007 fetch(url)', 'fetch'],
	])('stands under the marked part after %s', (_what, line, marked) => {
		const text = shown([on(line, marked)], [line]);
		const [code = '', carets = ''] = text.split('\n').slice(1, 3);
		expect(width(code.slice(0, code.indexOf(marked)))).toBe(carets.indexOf('^'));
		expect(carets.lastIndexOf('^') - carets.indexOf('^') + 1).toBe(marked.length);
		expect(width(code)).toBeLessThanOrEqual(110);
	});

	it('finds tabs widened to the next stop', () => {
		expect(shown([on('a\tfetch(url)', 'fetch')], ['a\tfetch(url)'])).toContain('   1 │ a   fetch(url)\n');
	});

	it('counts wide characters as two columns', () => {
		const line = "const 名前 = '🚀'; fetch(url)";
		const [, code = '', carets = ''] = shown([on(line, 'fetch')], [line]).split('\n');
		// Two ideographs and one rocket (two UTF-16 units, two columns) stand before it.
		expect(carets.indexOf('^')).toBe(code.indexOf('fetch') + 2);
	});

	it('runs to the end of the line where the marked part goes on below it', () => {
		const location = { ...on('await fetch(url, {', 'fetch').location, endLine: 3, endColumn: 2 };
		expect(underlined(shown([aFinding({ location })], ['await fetch(url, {']))).toBe('fetch(url, {');
	});
});

describe('hostile text', () => {
	it('reaches the terminal as visible text only, wherever it stands', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
				const location = { ...aFinding().location, path: (text || 'a') as RepoPath };
				const edits = [{ ...location, text: text.replaceAll('\n', ''), safe: true }];
				const output = shown([aFinding({ message: text, subject: text, reason: text, state: 'pending', location, edits })], [text, text], { verbose: true });
				expect(output.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069\u200b-\u200f]/u);
				const lines = shown([aFinding({ message: 'm', reason: 'r', state: 'pending', edits: [{ ...location, text: 'e', safe: true }] })], ['s', 's']).split('\n').length;
				expect(output.split('\n').length).toBeLessThanOrEqual(lines);
			}),
		);
	});
});
