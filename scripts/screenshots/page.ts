import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import type { ShownComment } from './review.ts';

const CSS = readFileSync(fileURLToPath(import.meta.resolve('github-markdown-css/github-markdown-light.css')), 'utf8');

/** What is around a comment on a pull request's page, plainly: a box, a head, the diff above, a suggestion as two colours. */
const FRAME = `
body { margin: 0; padding: 16px; background: #fff; width: 828px; font: 14px/1.5 -apple-system, "Segoe UI", "Noto Sans", Helvetica, Arial, sans-serif; color: #1f2328; }
.box { border: 1px solid #d1d9e0; border-radius: 6px; overflow: hidden; }
.head { background: #f6f8fa; border-bottom: 1px solid #d1d9e0; padding: 8px 16px; color: #59636e; }
.head b { color: #1f2328; } .bot { border: 1px solid #d1d9e0; border-radius: 2em; font-size: 12px; padding: 0 6px; }
.markdown-body { padding: 16px; font-size: 14px; }
.diff, .change { font: 12px/20px ui-monospace, SFMono-Regular, "DejaVu Sans Mono", monospace; white-space: pre; }
.diff div, .change div { padding: 0 16px; } .plus { background: #dafbe1; } .minus { background: #ffebe9; }
.path { font: 12px ui-monospace, "DejaVu Sans Mono", monospace; }
.change { border: 1px solid #d1d9e0; border-radius: 6px; margin: 0 0 16px; overflow: hidden; }
.change .label { font: 12px sans-serif; background: #f6f8fa; border-bottom: 1px solid #d1d9e0; padding: 6px 16px; color: #59636e; }
.thread { border-top: 1px solid #d1d9e0; padding: 12px; } summary { cursor: pointer; }`;

const BOT = '<div class="head"><b>github-actions</b> <span class="bot">bot</span> commented</div>';

/** A page that shows one review comment below the lines that it stands on. */
export function commentPage({ body, path, diff, replaced }: ShownComment): string {
	const lines = diff.map((line) => `<div class="${line.startsWith('+') ? 'plus' : line.startsWith('-') ? 'minus' : ''}">${escaped(line)}</div>`).join('');
	const shown = `<div class="box"><div class="head path">${escaped(path)}</div><div class="diff">${lines}</div><div class="thread"><div class="box">${BOT}<div class="markdown-body">${rendered(body, replaced)}</div></div></div></div>`;
	return page(shown);
}

/** A page that shows the summary. */
export function summaryPage(summary: string): string {
	return page(`<div class="box">${BOT}<div class="markdown-body">${rendered(summary, [])}</div></div>`);
}

function page(body: string): string {
	const measure = 'document.documentElement.dataset.height = String(Math.ceil(document.body.getBoundingClientRect().height));';
	return `<!doctype html><meta charset="utf-8"><style>${CSS}${FRAME}</style><body>${body}<script>${measure}</script>`;
}

/** The Markdown as it was sent. Nothing is taken out of it: what comes from a pull request was escaped when it was written. */
function rendered(markdown: string, replaced: readonly string[]): string {
	const html = micromark(markdown, { extensions: [gfm()], htmlExtensions: [gfmHtml()], allowDangerousHtml: true });
	return html.replaceAll(/<pre><code class="language-suggestion">([\s\S]*?)<\/code><\/pre>/gu, (_, text: string) => {
		const before = replaced.map((line) => `<div class="minus">- ${escaped(line)}</div>`);
		const after = text.replace(/\n$/u, '').replaceAll('\t', '    ').split('\n').map((line) => `<div class="plus">+ ${line}</div>`);
		return `<div class="change"><div class="label">Suggested change</div>${[...before, ...after].join('')}</div>`;
	});
}

function escaped(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\t', '    ');
}
