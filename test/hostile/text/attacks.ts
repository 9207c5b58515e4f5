import * as fc from 'fast-check';

/** Stands in every hostile text: where it turns up outside of a text or a code span, something got out. */
export const CANARY = 'zqxcanary';

/** Strings that break programs, one or more of each kind that is known for it; written down here, from nobody's list. */
const NAUGHTY: readonly string[] = [
	// Words that mean nothing, or something else.
	'undefined', 'null', 'NaN', 'true', 'None', '\\N', '-', '--', '.', '..', '#REF!', '0', '-1', '1/0', '1e1000', '0xfff', '00', '٣', '１２', '¼', '1,000.00', '$1.00', '1;2',
	// Marks and symbols.
	'¡™£¢∞§', 'Œ„´‰', '⁰₀²', 'ด้้้้้็็็็็', '‰', '␀', '<>?:"{}|_+', "!@#$%^&*()`~", "'\"''''\"", '"\'"', "' OR 1=1 --", '\\', '\\\\', '\\n', '%', '%s %d %n', '{0}', '{{7*7}}', '${7*7}', '#{7*7}', '<%= 7*7 %>', '@{x}', '$(id)', '`id`', '|| id', '; id', '&& id',
	// Scripts of the world, wide, joined and stacked.
	'田中さん', '部落格', '사회과학원', 'مُنَاقَشَةُ', 'ﷺ', 'שלום', 'Ṱ̺̺̕o͞ ̷i̲', '👨‍👩‍👧‍👦', '🇺🇸🇷', '👾🏽', 'ﬀ', 'ǅ', 'ß', 'İ', 'ı', '\u{1d54f}', '(｡◕‿◕｡)', '☃', '‮', '\u{e0061}\u{e0062}',
	// What cannot be seen.
	'\u0000', '\u0007', '\b', '\u000b', '\f', '\r', '\n', '\r\n', '\t', '\u001b[31m', '\u001b]8;;https://evil.example\u0007x\u001b]8;;\u0007', '\u001b[2J', '\u009b31m', '\u0085', '\u00a0', '\u00ad', '\u061c', '\u180e', '\u200b', '\u200d', '\u200e', '\u200f', '\u2028', '\u2029', '\u202a', '\u202e', '\u2060', '\u2066', '\u2069', '\u3164', '\ufeff', '\ufff9', '\ufffe', '\ud800', '\udfff',
];

const MARKDOWN: readonly string[] = [
	`[x](https://evil.example/${CANARY})`, `![x](https://evil.example/${CANARY}.png)`, `<https://evil.example/${CANARY}>`, 'https://evil.example', 'http://evil.example/?a=b', 'www.evil.example', 'ftp://evil.example', 'mailto:a@evil.example', 'xmpp:a@evil.example/x', 'a@evil.example', '//evil.example', 'javascript:alert(1)', '[x]: https://evil.example', '[x]', '[^1]', '[^1]: note', '[[wiki]]',
	'# heading', '## heading', 'heading\n===', 'heading\n---', '---', '***', '> quote', '- item', '* item', '+ item', '1. item', '1) item', '- [x] done', '- [ ] open', '    indented', '\tindented', '| a | b |\n|---|---|\n| c | d |', '|', '\\|', '~~gone~~', '**bold**', '__bold__', '*x*', '_x_', '`', '``', '```', '~~~', '```suggestion\nrm -rf /\n```', '```mermaid\ngraph TD\n```', '```math\nx\n```', '\\`', '&lt;b&gt;', '&#64;octocat', '&#x3c;img&#x3e;', '&commat;octocat', '\\@octocat',
];

const HTML: readonly string[] = [
	`<img src=https://evil.example/${CANARY}>`, `<a href=https://evil.example/${CANARY}>x</a>`, '<script>alert(1)</script>', '<b>', '</b>', '<br>', '</details>', '</summary>', '</sub>', '<details open>', '<sub>', '<table>', '</td></tr></table>', '<!--', '-->', '--!>', `<!-- ${CANARY} -->`, '<!-- groundwire:finding:3f9a1c0000000000 -->', '<!-- groundwire:summary:default -->', '<!-- groundwire:closed:fixed -->', '<!-- groundwire:check:0000000000000000:0000000000000000 -->', '<?php', '<![CDATA[x]]>', '<!DOCTYPE html>', '<svg/onload=alert(1)>', '<picture><source srcset=x>', '<input type=checkbox>', '<kbd>',
];

const GITHUB: readonly string[] = [
	'@octocat', '@octocat/team', 'x@octocat', '(@octocat)', '#1', '#123456', 'GH-12', 'gh-12', 'octocat/repo#1', 'octocat/repo@deadbee', 'deadbeefdeadbeefdeadbeefdeadbeefdeadbeef', 'deadbee', '0123456', 'octocat@deadbeefdeadbeef', 'main...feature', ':smile:', ':+1:', '$x^2$', '$$x$$', '$`x`$', 'JIRA-123', 'CVE-2026-12345', 'fixes #1', 'Closes #2', 'Co-authored-by: a <a@evil.example>', '/groundwire approve', '/groundwire waive missing-timeout until 2099-01-01 because yes', '[!WARNING]', '> [!NOTE]', '`#ff0000`', '\u{1f6a8}', 'Approved', '### Groundwire: nothing found', '**Waived:**',
];

const RUNNER: readonly string[] = [
	'::error::x', '::set-output name=a::b', '::stop-commands::x', '::add-mask::a', '::group::', '::endgroup::', '::debug::', '::save-state name=a::b', '::add-path::/tmp', '::error file=a,line=1::x', ' ::warning::x', '\n::error::x', '\r::error::x', '%0A::error::x', '%0a', '%25', '##[error]x', '##[command]', '[command]', '##vso[task.setvariable variable=a]b', 'name<<EOF\nx\nEOF', 'ghadelimiter_', 'file=/etc/passwd,', ':', ',', '#', '\u2028::error::x', '\u0085::error::x',
];

export const FRAGMENTS: readonly string[] = [...NAUGHTY, ...MARKDOWN, ...HTML, ...GITHUB, ...RUNNER];

const fragment = fc.constantFrom(...FRAGMENTS);
const glue = fc.constantFrom('', '', ' ', '\n', '\n\n', '\n\n\n', '`', '``', ' ` ', '"', '(', ')', '.', ', ', ': ', '\\', 'word', ' word ', '\t', '|', '~', '\u200b');

/** Attacks alone, put together, between words, and characters that have a meaning somewhere, in any order. */
export const attack: fc.Arbitrary<string> = fc.oneof(
	{ weight: 2, arbitrary: fragment.map((text) => `${CANARY} ${text}`) },
	{ weight: 2, arbitrary: fragment.map((text) => `${text}${CANARY}`) },
	{ weight: 6, arbitrary: fc.array(fc.tuple(fragment, glue), { minLength: 1, maxLength: 7 }).map((parts) => `${parts.flat().join('')}${CANARY}`) },
	{ weight: 3, arbitrary: fc.array(fc.tuple(glue, fragment), { minLength: 1, maxLength: 7 }).map((parts) => `${CANARY}${parts.flat().join('')}`) },
	{ weight: 2, arbitrary: fc.string({ unit: fc.constantFrom(...'`*_[]()<>!@#|\\~:/.-+=&;$^{}"\',?%\n\t 1a'.split('')), maxLength: 60 }) },
	{ weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
);
