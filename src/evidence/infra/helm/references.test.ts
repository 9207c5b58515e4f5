import { describe, expect, it } from 'vitest';

import { valueReferences } from './references.ts';

/** The values that a template takes, as `line: path`, and the blocks that depend on some. */
function taken(text: string, ...helpers: readonly string[]): { written: string[]; blocks: string[] } {
	const templates = [text, ...helpers].map((source, index) => ({ path: String(index), text: source, chart: [] }));
	const found = [...valueReferences(templates).values()];
	return {
		written: found.flatMap(({ written }) => [...written].flatMap(([line, references]) => references.map(({ path }) => `${line}: ${path.join('.')}`))),
		blocks: found.flatMap(({ blocks }) => blocks.map(({ first, last, references }) => `${first}-${last}: ${references.map(({ path }) => path.join('.')).join(' ')}`)),
	};
}

describe('the values that templates take', () => {
	it.each([
		['a: {{ .Values.a.b }}', ['1: a.b']],
		['a: {{ $.Values.a | default "x.y" | quote }}', ['1: a']],
		['a: {{ index .Values "a-b" "c" }}', ['1: a-b.c']],
		['{{ with .Values.a }}\nb: {{ .b }}\n{{ else }}\nc: {{ .Values.c }}\n{{ end }}', ['2: a.b', '4: c']],
		['{{ range $i, $e := .Values.list }}\n- {{ $e.name }}{{ .port }}{{ $.Values.x }}\n{{ end }}', ['2: list.*.name', '2: list.*.port', '2: x']],
		['{{ $a := .Values.a }}\nb: {{ $a.b }}', ['2: a.b']],
		['a: {{ .Release.Name }}', []],
	])('%s', (text, expected) => {
		expect(taken(text).written).toEqual(expected);
	});

	it('are followed into named templates', () => {
		const helper = '{{ define "one" }}\na: {{ .Values.a }}\n{{ end }}\n{{ define "two" }}\nb: {{ .b }}\n{{ end }}\n{{ define "three" }}\nc: {{ .conf.c }}{{ .top.Values.d }}\n{{ end }}';
		const text = '{{ include "one" . }}{{ include "two" .Values.two }}{{ include "three" (dict "conf" .Values.three "top" $) | nindent 2 }}';
		expect(taken(text, helper).written).toEqual(['1: two', '1: three', '2: a', '5: two.b', '8: three.c', '8: d']);
	});

	it('decide about blocks', () => {
		expect(taken('{{ if .Values.a }}\nx: 1\n{{ else if .Values.b }}\ny: 1\n{{ end }}\n{{ if not .Values.c }}\nz: 1\n{{ end }}').blocks).toEqual(['1-3: a', '3-5: b']);
	});
});
