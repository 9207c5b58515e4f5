/**
 * Draws docs/images/: what the Action writes on the demo's pull request, its own Markdown, as a headless Chromium shows it. With `--check`
 * nothing is drawn; it fails when the Markdown is no longer what was drawn. `CHROMIUM` names the browser (default: `chromium`).
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

import { commentPage, summaryPage } from './screenshots/page.ts';
import { demoReview, type DemoReview } from './screenshots/review.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const images = join(root, 'docs/images');
const SOURCES = join(images, 'sources.json');
const WIDTH = 860;

/** The remark that is shown: the one with a suggestion. */
function shown({ comments }: DemoReview): DemoReview['comments'][number] {
	const found = comments.find(({ body }) => body.includes('suggestion\n'));
	if (found === undefined) throw new Error('no comment of the demo has a suggestion');
	return found;
}

function digest(text: string): string {
	return createHash('sha256').update(text).digest('hex');
}

/** A digest of each Markdown: what the pictures were drawn from. */
function sourcesOf(review: DemoReview): string {
	return `${JSON.stringify({ comment: digest(shown(review).body), summary: digest(review.summary) }, undefined, '\t')}\n`;
}

function chromium(...args: readonly string[]): string {
	const { status, stdout, stderr, error } = spawnSync(process.env['CHROMIUM'] ?? 'chromium', ['--headless', '--no-sandbox', '--disable-gpu', '--hide-scrollbars', '--force-device-scale-factor=2', ...args], { encoding: 'utf8' });
	if (error !== undefined) throw new Error(`no browser to draw with; install Chromium or name one in CHROMIUM: ${error.message}`);
	if (status !== 0) throw new Error(stderr);
	return stdout;
}

/** Draws a page at its own height. */
function draw(html: string, name: string): void {
	const folder = mkdtempSync(join(tmpdir(), 'gw-page-'));
	const file = join(folder, 'page.html');
	writeFileSync(file, html);
	const url = pathToFileURL(file).href;
	const height = /data-height="(\d+)"/u.exec(chromium(`--window-size=${WIDTH},2000`, '--dump-dom', url))?.[1] ?? '1200';
	chromium(`--window-size=${WIDTH},${height}`, `--screenshot=${join(images, name)}`, url);
	rmSync(folder, { recursive: true, force: true });
	console.log(`docs/images/${name}: ${WIDTH} by ${height}`);
}

const review = await demoReview(root);
if (process.argv.includes('--check')) {
	const drawn = readFileSync(SOURCES, 'utf8') === sourcesOf(review);
	if (drawn) console.log('docs/images/: drawn from what the Action writes now');
	else console.error('docs/images/ shows what the Action no longer writes; run `npm run screenshots`');
	process.exitCode = drawn ? 0 : 1;
} else {
	mkdirSync(images, { recursive: true });
	draw(commentPage(shown(review)), 'comment.png');
	draw(summaryPage(review.summary), 'summary.png');
	writeFileSync(SOURCES, sourcesOf(review));
}
