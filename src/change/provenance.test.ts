import { describe, expect, it } from 'vitest';

import type { CommitSha, ProvenanceMark, PullRequestFacts } from './change.ts';
import { type AuthoredCommit, detectMarks } from './provenance.ts';

const ID = 'a'.repeat(40) as CommitSha;
const ADA = 'Ada Lovelace <ada@example.org>';

function person(text: string): { name: string; email: string } {
	const [, name = '', email = ''] = /^(.*) <(.*)>$/u.exec(text) ?? [];
	return { name, email };
}

function commit(message: string, author = ADA, committer = author): AuthoredCommit {
	return { id: ID, commit: { message, author: person(author), committer: person(committer) } };
}

/** The marks as one line each: `place tool/kind/strength`. */
function marks(commits: readonly AuthoredCommit[], facts: PullRequestFacts = {}): string[] {
	return detectMarks(commits, facts).map(({ place, tool, kind, strength }: ProvenanceMark) => `${place} ${tool}/${kind}/${strength}`);
}

describe('authors and committers', () => {
	it.each([
		['Claude <noreply@anthropic.com>', 'Claude Code/agent/strong'],
		['claude[bot] <209825114+claude[bot]@users.noreply.github.com>', 'Claude Code/agent/strong'],
		['renamed[bot] <209825114+renamed[bot]@users.noreply.github.com>', 'Claude Code/agent/strong'],
		['copilot-swe-agent[bot] <198982749+Copilot@users.noreply.github.com>', 'GitHub Copilot/agent/strong'],
		['Copilot <175728472+Copilot@users.noreply.github.com>', 'GitHub Copilot/assist/strong'],
		['Copilot Autofix powered by AI <62310815+github-advanced-security[bot]@users.noreply.github.com>', 'Copilot Autofix/assist/strong'],
		['Cursor Agent <CursorAgent@Cursor.com>', 'Cursor/agent/strong'],
		['Codex Test <codex@example.com>', 'OpenAI Codex/agent/weak'],
		['Devin AI <158243242+devin-ai-integration[bot]@users.noreply.github.com>', 'Devin/agent/strong'],
		['devin-ai-integration[bot] <devin-ai-integration[bot]@users.noreply.github.com>', 'Devin/agent/strong'],
		['google-labs-jules[bot] <161369871+google-labs-jules[bot]@users.noreply.github.com>', 'Jules/agent/strong'],
		['Ada Lovelace (aider) <ada@example.org>', 'aider/agent/strong'],
		['Cascade <cascade@windsurf.ai>', 'Windsurf/agent/weak'],
		['dependabot[bot] <49699333+dependabot[bot]@users.noreply.github.com>', 'Dependabot/automation/strong'],
		['coderabbitai[bot] <136622811+coderabbitai[bot]@users.noreply.github.com>', 'CodeRabbit/assist/strong'],
		['acme-release[bot] <1234+acme-release[bot]@users.noreply.github.com>', 'acme-release[bot]/automation/weak'],
	])('knows %s', (identity, expected) => {
		expect(marks([commit('Fix', identity, ADA)])).toEqual([`author ${expected}`]);
	});

	it.each([
		'Claude Shannon <claude@example.org>',
		'Claude <claude.dupont@anthropic.com>',
		'Devin Smith <devin@cognition.ai>',
		'Jules Verne <jules@google.com>',
		'Cody <cody@sourcegraph.com>',
		'Alex <alex@openai.com>',
		'Sam <sam@cursor.com>',
		'Copilot <12345+copilot-fan@users.noreply.github.com>',
		'Copilot Pilot <copilot@airline.example>',
		'Codex Test <me@example.com>',
		'mallory <mallory+noreply@anthropic.com.evil.example>',
		'claude[bot] <me@example.org>',
	])('takes %s for a person', (identity) => {
		expect(marks([commit('Fix', identity)])).toEqual([]);
	});

	it('takes the committer of the web page for no agent, and aider as committer for a weak mark', () => {
		expect(marks([commit('Fix', ADA, 'GitHub <noreply@github.com>')])).toEqual([]);
		expect(marks([commit('Fix', ADA, 'Ada Lovelace (aider) <ada@example.org>')])).toEqual(['committer aider/agent/weak']);
	});
});

describe('trailers', () => {
	it.each([
		['Co-Authored-By: Claude Opus 4.8 (1M context) <noreply@anthropic.com>', 'Claude Code/agent/strong'],
		['co-authored-by: Cursor <cursoragent@cursor.com>', 'Cursor/agent/strong'],
		['Co-developed-by: Claude <noreply@anthropic.com>', 'Claude Code/agent/strong'],
		['Signed-off-by: Claude <noreply@anthropic.com>', 'Claude Code/agent/strong'],
		['Co-authored-by: Copilot <175728472+Copilot@users.noreply.github.com>', 'GitHub Copilot/assist/strong'],
		['Co-authored-by: Copilot <copilot@github.com>', 'GitHub Copilot/assist/strong'],
		['Co-authored-by: aider (gpt-4o) <noreply@aider.chat>', 'aider/agent/strong'],
		['Co-authored-by: gemini-code-assist[bot] <176961590+gemini-code-assist[bot]@users.noreply.github.com>', 'Gemini Code Assist/assist/strong'],
		['Claude-Session: https://claude.ai/code/session_01ABC', 'Claude Code/session/strong'],
		['Copilot-Session: 0f8fad5b-d9cb-469f-a165-70867728950e', 'GitHub Copilot/session/strong'],
		['Agent-Logs-Url: https://github.com/o/r/sessions/0f8f', 'GitHub Copilot/session/strong'],
		['Amp-Thread-ID: https://ampcode.com/threads/T-0f8f', 'Amp/session/strong'],
		['Made-with: Cursor', 'Cursor/agent/strong'],
		['Replit-Commit-Author: Assistant', 'Replit/agent/strong'],
		['Entire-Checkpoint: 0f8f', 'Entire/session/strong'],
		['AI-used-for: tests', 'unspecified/disclosed/strong'],
		['AI-assisted-by: Claude Code (claude-opus-4)', 'Claude Code/disclosed/strong'],
		['Coding-Agent: Codex', 'OpenAI Codex/disclosed/strong'],
		['Assisted-by: Claude:claude-3-opus coccinelle sparse', 'Claude/assist/strong'],
		['Assisted-by: GitHub Copilot (GPT-5)', 'GitHub Copilot/assist/strong'],
		['Assisted-by: Gemini (2.5 Pro)', 'Gemini/assist/strong'],
		['Assisted-by: Claude Sonnet 4.5', 'Claude/assist/strong'],
		['Assisted-by: LLM [sparse]', 'unspecified/assist/strong'],
		['Assisted-by: Claude <noreply@anthropic.com>', 'Claude Code/assist/strong'],
		['Generated-by: Windsurf', 'Windsurf/agent/weak'],
		['Agent: opencode', 'OpenCode/agent/weak'],
	])('hears %s', (trailer, expected) => {
		expect(marks([commit(`Fix the pool\n\nWhy.\n\n${trailer}\n`)])).toEqual([`trailer ${expected}`]);
	});

	// People, and trailers of other things.
	it.each([
		'Assisted-by: Jay Satiro',
		'Assisted-by: Claude Dupont',
		'Assisted-by: Claude',
		'Assisted-by: Devin Smith <devin@example.org>',
		'Assisted-by: Cursor Lang <lang@example.org>',
		'Assisted-by: Claude:Dupont',
		'Co-authored-by: Claude Shannon <claude@example.org>',
		'Co-authored-by: Claude <me@anthropic.com>',
		'Co-authored-by: dependabot[bot] <49699333+dependabot[bot]@users.noreply.github.com>',
		'Signed-off-by: GitHub <noreply@github.com>',
		'Claude-Session: see the wiki',
		'Made-with: love',
		'Agent: Smith',
		'Generated-by: protoc 27',
		'AI-used-for: none',
		'Reviewed-by: Claude <noreply@anthropic.com>',
		'  see Co-authored-by: Claude <noreply@anthropic.com>',
		'> Co-authored-by: Claude <noreply@anthropic.com>',
	])('does not mistake %s', (trailer) => {
		expect(marks([commit(`Fix the pool\n\n${trailer}\n`)])).toEqual([]);
	});

});

describe('trailers by their place', () => {
	it('finds them anywhere but in the subject', () => {
		const trailer = 'Co-authored-by: Claude <noreply@anthropic.com>';
		expect(marks([commit(`Fix\n${trailer}`)])).toHaveLength(1);
		expect(marks([commit(`Fix\n\n* one\n\n${trailer}\r\n\n---------\n\nSigned-off-by: ${ADA}\n`)])).toHaveLength(1);
		expect(marks([commit(trailer)])).toEqual([]);
	});

	it('keeps the model and the commit', () => {
		expect(detectMarks([commit('Fix\n\nCo-Authored-By: Claude Sonnet 4.5 <noreply@anthropic.com>')], {})).toEqual([
			{ signal: 'co-author', place: 'trailer', evidence: 'Co-authored-by: noreply@anthropic.com', tool: 'Claude Code', model: 'Claude Sonnet 4.5', kind: 'agent', strength: 'strong', commit: ID },
		]);
	});
});

describe('subjects and prose', () => {
	it.each(['Add Claude Code to the docs', 'Generated with Claude Code', 'feat: support Copilot\n\nUsers asked for Cursor and Codex.', 'Not so\n\nNot generated with Codex', 'x\n\nThe page was generated with love'])('are no evidence: %j', (message) => {
		expect(marks([commit(message)])).toEqual([]);
	});
});

describe('footers', () => {
	it.each([
		['🤖 Generated with [Claude Code](https://claude.com/claude-code)', 'Claude Code/agent/strong'],
		['🤖 Generated with [Claude Code](https://claude.ai/code)', 'Claude Code/agent/strong'],
		['Generated with Claude Code', 'Claude Code/agent/strong'],
		['https://claude.ai/code/session_01ABC', 'Claude Code/session/strong'],
		['Generated with [Devin](https://cli.devin.ai/docs)', 'Devin/agent/strong'],
		['Made with [Cursor](https://cursor.com)', 'Cursor/agent/strong'],
		['🤖 Generated with [OpenCode](https://opencode.ai)', 'OpenCode/agent/strong'],
		['🤖 Generated with Codebuff', 'Codebuff/agent/strong'],
		['👾 Generated with [Letta Code](https://letta.com)', 'Letta Code/agent/strong'],
		['For more details, open the [Copilot Workspace session](https://copilot-workspace.githubnext.com/o/r?x)', 'GitHub Copilot Workspace/session/strong'],
	])('hears %s', (line, expected) => {
		expect(marks([commit(`Fix\n\n${line}\n`)])).toEqual([`footer ${expected}`]);
		expect(marks([], { body: `## What\n\n${line}\n` })).toEqual([`pull-request-body ${expected}`]);
	});

	it.each(['Not generated with Codex', 'Generated with Devin', 'Generated with [Claude Code](https://evil.example)', 'Generated with [Devin](https://devin.ai.evil.example)', 'Generated with protoc'])('does not mistake %s', (line) => {
		expect(marks([commit(`Fix\n\n${line}\n`)])).toEqual([]);
	});
});

describe('the pull request', () => {
	it.each([
		['<!-- START COPILOT CODING AGENT SUFFIX -->', 'GitHub Copilot/agent/strong'],
		['<!-- CURSOR_AGENT_PR_BODY_BEGIN -->\nx\n<!-- CURSOR_AGENT_PR_BODY_END -->', 'Cursor/agent/strong'],
		[`------\n[Codex Task](https://chatgpt.com/codex/tasks/task_e_${'0'.repeat(32)})`, 'OpenAI Codex/session/strong'],
		[`Link to Devin run: https://app.devin.ai/sessions/${'0'.repeat(32)}\nRequested by: x`, 'Devin/session/strong'],
		['*PR created automatically by Jules for task [1](https://jules.google.com/task/1) started by @x*', 'Jules/agent/strong'],
		['- [x] This contribution was assisted or created by Generative AI tools.', 'unspecified/disclosed/strong'],
		['* [X] This change was generated with AI', 'unspecified/disclosed/strong'],
		['The tests were written with the help of Claude Code.', 'Claude Code/mention/weak'],
		['Implemented using GitHub Copilot', 'GitHub Copilot/mention/weak'],
	])('hears its body: %s', (body, expected) => {
		expect(marks([], { body })).toEqual([`pull-request-body ${expected}`]);
	});

	it.each([
		'- [ ] This contribution was assisted or created by Generative AI tools.',
		'- [x] This contribution was NOT assisted or created by Generative AI tools.',
		'This was not written with Claude Code.',
		'No part of it was generated by Copilot',
		'Adds support for Claude Code and Cursor.',
		'> 🤖 Generated with [Claude Code](https://claude.com/claude-code)',
		'```\n🤖 Generated with [Claude Code](https://claude.com/claude-code)\nhttps://app.devin.ai/sessions/1\n```',
		'<!-- Generated with Claude Code -->',
		'<!--\n- [x] created by AI\nGenerated with Claude Code\n-->',
		'<!-- never closed\n\nGenerated with Claude Code',
		'text\n<!-- This is an auto-generated comment: release notes by coderabbit.ai -->\n## Summary\nGenerated with Claude Code\nhttps://app.devin.ai/sessions/1\n<!-- end of auto-generated comment: release notes by coderabbit.ai -->\nmore',
		'<!-- CURSOR_SUMMARY -->\nWritten by Cursor Bugbot\nhttps://cursor.com/agents/x\n<!-- /CURSOR_SUMMARY -->',
		'<!-- This is an auto-generated description by cubic. -->\nGenerated with Codex\n<!-- End of auto-generated description by cubic. -->',
	])('does not mistake its body: %j', (body) => {
		expect(marks([], { body })).toEqual([]);
	});

	it('hears what stands after the words of a review bot', () => {
		const bot = '<!-- This is an auto-generated comment: release notes by coderabbit.ai -->\nx\n<!-- end of auto-generated comment: release notes by coderabbit.ai -->';
		expect(marks([], { body: `${bot}\n${bot}\n🤖 Generated with [Claude Code](https://claude.com/claude-code)\n` })).toEqual(['pull-request-body Claude Code/agent/strong']);
	});

	it.each([
		['claude/fix-1', 'Claude Code'],
		['Codex/Fix', 'OpenAI Codex'],
		['refs/heads/copilot/fix-2', 'GitHub Copilot'],
		['jules-1234567', 'Jules'],
		['opencode/x', 'OpenCode'],
	])('hears its branch %s, weakly', (headRef, tool) => {
		expect(marks([], { headRef })).toEqual([`branch ${tool}/agent/weak`]);
	});

	it.each(['claude-shannon-fix', 'fix/claude/x', 'feature/codex/y', 'jules-verne', 'main', ''])('does not mistake its branch %j', (headRef) => {
		expect(marks([], { headRef })).toEqual([]);
	});

	it.each([
		['Copilot', 'GitHub Copilot/agent/strong'],
		['app/copilot-swe-agent', 'GitHub Copilot/agent/strong'],
		['devin-ai-integration[bot]', 'Devin/agent/strong'],
		['dependabot[bot]', 'Dependabot/automation/strong'],
		['some-app[bot]', 'some-app[bot]/automation/weak'],
	])('hears its author %s', (authorLogin, expected) => {
		expect(marks([], { authorLogin })).toEqual([`pull-request-author ${expected}`]);
	});

	it.each(['claude', 'devin', 'copilot-fan', 'ada'])('takes its author %s for a person', (authorLogin) => {
		expect(marks([], { authorLogin })).toEqual([]);
	});
});

it('hears an agent and its session in one footer', () => {
	const body = '_Generated by [Claude Code](https://claude.ai/code/session_01ABC)_';
	expect(marks([], { body })).toEqual(['pull-request-body Claude Code/agent/strong', 'pull-request-body Claude Code/session/strong']);
	expect(marks([commit(`Fix\n\n${body}`)])).toEqual(['footer Claude Code/agent/strong']);
});

describe('hostile text', () => {
	it('never reaches a mark', () => {
		const hostile = '<script>@everyone</script>';
		const found = detectMarks(
			[commit(`x\n\nCo-authored-by: Claude ${hostile} <noreply@anthropic.com>\nAssisted-by: Claude Code (${hostile})\nAI-agent: ${hostile}\nCoding-Agent: Claude:claude-${hostile}`)],
			{ authorLogin: `${hostile}[bot]`, headRef: `claude/${hostile}`, body: `Written with Claude Code ${hostile}` },
		);
		expect(found.length).toBeGreaterThan(3);
		expect(JSON.stringify(found)).not.toMatch(/script|everyone/u);
	});

	it('costs no more than its length', () => {
		const body = ['<!--'.repeat(60_000), '<!-- This is an auto-generated comment:'.repeat(6_000), '`'.repeat(200_000), `${'generated with '.repeat(130)}\n`.repeat(100), `${'[x] '.repeat(400)}\n`.repeat(100)].join('\n');
		expect(marks([commit(`x\n${body}\nCo-authored-by: Claude <noreply@anthropic.com>`)], { body })).toEqual(['trailer Claude Code/agent/strong']);
	});
});
