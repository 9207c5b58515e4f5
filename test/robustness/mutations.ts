/** Random numbers from 0 to 1. */
export type Random = () => number;

export function pick<T>(random: Random, from: readonly [T, ...T[]] | readonly T[]): T {
	const found = from[Math.floor(random() * from.length)];
	if (found === undefined) throw new Error('nothing to pick from');
	return found;
}

export function below(random: Random, end: number): number {
	return Math.floor(random() * end);
}

/** Words that mean something to some reader: of types, anchors, templates, prototypes, numbers, times. */
const SCALARS = [
	'null', '~', 'true', 'off', 'NaN', '.inf', '-0', '1e999', '0x7fffffffffffffff', '0o17', '99999999999999999999', '1_000', '2026-11-21T00:00:00Z', '1:30', '<<', '=', '!!binary aGk=', '!!set {a}', '!Ref a',
	'!Sub "${A}"', '!GetAtt a.b', '&a', '*a', '*missing', '"\\u0000"', '"\\ud800"', "''", '[]', '{}', '[[]]', '{{ .Values.x }}', '{{- include "x" . | nindent 4 }}', '{% raw %}', '${{ secrets.X }}', '${{', '${var.x}', '%{ for a in b }', '$$',
	'__proto__', 'constructor', 'toString', 'hasOwnProperty', 'prototype', 'undefined', 'valueOf', '|', '>-', '|1', '? ', '- ', ': ', '#', '---', '...', '%YAML 1.3', '@', '`', '\t', '\u00a0', '\u2028', '\u202e', '\ufeff', '\u{1f680}', 'é', 'e\u0301',
	'<<EOF', '<<-EOT', 'EOF', '*/', '/*', '//', '"', "'", '\\', '\\\n', '...x', '=>', '?.', '!', '@a', '<a>', '</', '`${', '}', '{', '[', ']', '(', ')', ';', ',',
] as const;

type Edit = (text: string, random: Random) => string;

const lineEdits: readonly Edit[] = [
	(text, random) => withLines(text, (lines) => lines.splice(below(random, lines.length), 1 + below(random, 3))),
	(text, random) => withLines(text, (lines) => lines.splice(below(random, lines.length), 0, ...lines.slice(0, 1 + below(random, lines.length)))),
	(text, random) => withLines(text, (lines) => lines.splice(below(random, lines.length), 0, pick(random, lines))),
	(text, random) => withLines(text, (lines) => lines.splice(below(random, lines.length), 0, lines.splice(below(random, lines.length), 1)[0] ?? '')),
	(text, random) => oneLine(text, random, (line) => `${' '.repeat(1 + below(random, 6))}${line}`),
	(text, random) => oneLine(text, random, (line) => line.replace(/^[ \t]{1,4}/u, '')),
	(text, random) => oneLine(text, random, (line) => `\t${line}`),
	(text, random) => oneLine(text, random, (line) => line.replace(/:[ \t].*$/u, `: ${pick(random, SCALARS)}`)),
	(text, random) => oneLine(text, random, (line) => line.replace(/=.*$/u, `= ${pick(random, SCALARS)}`)),
	(text, random) => oneLine(text, random, (line) => line.replace(/[\w-]+(?=\s*[:=({])/u, () => pick(random, SCALARS))),
	(text, random) => oneLine(text, random, (line) => `${line} ${pick(random, SCALARS)}`),
];

const tokenEdits: readonly Edit[] = [
	(text, random) => withTokens(text, (tokens) => tokens.splice(below(random, tokens.length), 1 + below(random, 3))),
	(text, random) => withTokens(text, (tokens) => tokens.splice(below(random, tokens.length), 1, pick(random, SCALARS))),
	(text, random) => withTokens(text, (tokens) => tokens.splice(below(random, tokens.length), 0, pick(random, SCALARS))),
	(text, random) => withTokens(text, (tokens) => tokens.splice(below(random, tokens.length), 0, pick(random, tokens))),
	(text, random) => withTokens(text, (tokens) => tokens.splice(below(random, tokens.length), 0, ...tokens.splice(below(random, tokens.length), 1 + below(random, 8)))),
	(text, random) => text.slice(0, below(random, text.length + 1)),
	(text, random) => text.slice(below(random, text.length + 1)),
];

/** Edits that keep most of the file's shape: lines, keys, values and words are cut, doubled, moved and replaced. */
export function restructured(text: string, random: Random): string {
	let result = text;
	for (let left = 1 + below(random, 4); left > 0; left -= 1) result = pick(random, random() < 0.5 ? lineEdits : tokenEdits)(result, random);
	return result;
}

/** Bytes flipped, cut, doubled and thrown in. */
export function noisy(bytes: Buffer, random: Random): Buffer {
	let result = Buffer.from(bytes);
	for (let left = 1 + below(random, 8); left > 0; left -= 1) {
		const at = below(random, result.length + 1);
		const kind = below(random, 4);
		if (kind === 0 && result.length > 0) result.writeUInt8(below(random, 256), below(random, result.length));
		else if (kind === 1) result = Buffer.concat([result.subarray(0, at), Buffer.from(Array.from({ length: 1 + below(random, 6) }, () => below(random, 256))), result.subarray(at)]);
		else if (kind === 2) result = Buffer.concat([result.subarray(0, at), result.subarray(Math.min(result.length, at + below(random, 40)))]);
		else result = Buffer.concat([result.subarray(0, at), result.subarray(0, below(random, Math.min(400, result.length + 1))), result.subarray(at)]);
	}
	return result;
}

function withLines(text: string, edit: (lines: string[]) => unknown): string {
	const lines = text.split('\n');
	edit(lines);
	return lines.join('\n');
}

function oneLine(text: string, random: Random, edit: (line: string) => string): string {
	return withLines(text, (lines) => {
		const at = below(random, lines.length);
		lines[at] = edit(lines[at] ?? '');
	});
}

function withTokens(text: string, edit: (tokens: string[]) => unknown): string {
	const tokens = text.match(/\s+|[\w$]+|[^\w\s$]/gu) ?? [''];
	edit(tokens);
	return tokens.join('');
}
