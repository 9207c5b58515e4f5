import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';

import { CANARY } from './attacks.ts';

interface Node {
	readonly type: string;
	readonly value?: string;
	readonly lang?: string | null | undefined;
	readonly url?: string;
	readonly checked?: boolean | null | undefined;
	readonly children?: readonly Node[];
}

/** What our own pages are made of. Links, images, footnotes, quotes, rules and struck text are in none of them. */
const OWN = new Set(['root', 'paragraph', 'text', 'inlineCode', 'strong', 'heading', 'list', 'listItem', 'table', 'tableRow', 'tableCell', 'html', 'code']);
/** Tags without attributes that can do nothing but fold and shrink, and our own markers. */
const OWN_HTML = /^(?:<\/?(?:details|summary|sub)>|<!-- groundwire:[^<>]*(?:<[^<>]*)?-->|[\w ,.:()·'"/-]|\s)*$/u;
const OWN_HEADINGS = /^(?:Groundwire: |In detail$|In brief$|Without a comment$|As it stands$)/u;

/** What GitHub makes active in running text, beyond GFM: mentions, references, commits, emoji, formulas. */
const ACTIVE: readonly RegExp[] = [
	/(?:^|[^\p{L}\p{N}`])@[\p{L}\p{N}]/u, /#\d/u, /\bGH-\d/iu, /\p{L}\/[\p{L}\p{N}.-]+[#@]/u, /(?<![\p{L}\p{N}])(?=[0-9a-f]*\d)[0-9a-f]{7,64}(?![\p{L}\p{N}])/iu, /:[a-z0-9_+-]+:/u, /\$[^\s$]/u, /[<>[\]|]/u, /:\/\//u, /www\./iu, /\[!/u, /mailto:/iu, /xmpp:/iu,
	/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u,
];

/** What in a page could do more than be read. `suggestions` are the texts that may be offered to be committed. */
export function activeContent(markdown: string, suggestions: readonly string[] = []): string[] {
	const tree: Node = fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
	return everyNode(tree).flatMap((node) => complaints(node, suggestions));
}

/** Comments of HTML in a page: only the markers on its first lines, and the last one of a check run, may be some. */
export function markersIn(markdown: string): readonly string[] {
	const tree: Node = fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
	return everyNode(tree).flatMap(({ type, value = '' }) => (type === 'html' ? (value.match(/<!--[\s\S]*?-->/gu) ?? []) : []));
}

function everyNode(node: Node): readonly Node[] {
	return [node, ...(node.children ?? []).flatMap(everyNode)];
}

type Check = (node: Node, suggestions: readonly string[]) => string[];

/** What a node of ours may not say, by its type. */
const CHECKS: Readonly<Record<string, Check>> = {
	html: ({ value = '' }) => (OWN_HTML.test(value) && !value.includes(CANARY) ? [] : [`HTML of the change: ${value}`]),
	heading: (node) => (OWN_HEADINGS.test(textOf(node)) ? [] : [`a heading: ${textOf(node)}`]),
	listItem: ({ checked }) => (checked === null || checked === undefined ? [] : ['a task']),
	code: ({ value = '', lang }, suggestions) => (lang === 'suggestion' && suggestions.includes(value) ? [] : [`a block of ${lang ?? 'code'}: ${value}`]),
	text: ({ value = '' }) => ACTIVE.filter((pattern) => pattern.test(value)).map((pattern) => `${String(pattern)} in ${JSON.stringify(value)}`),
	inlineCode: ({ value = '' }) => (/[\p{Cc}\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}]/u.test(value) ? [`something hidden in ${JSON.stringify(value)}`] : []),
};

function complaints(node: Node, suggestions: readonly string[]): string[] {
	if (!OWN.has(node.type)) return [`a ${node.type}: ${node.url ?? node.value ?? ''}`];
	return CHECKS[node.type]?.(node, suggestions) ?? [];
}

function textOf(node: Node): string {
	return everyNode(node).map(({ value = '' }) => value).join('');
}
